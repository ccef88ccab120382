-- The run whose saves a rollback takes back.
ALTER TABLE run ADD COLUMN undoes VARCHAR(40);
CREATE INDEX run_undoes ON run (undoes);

-- Tenants that a run's fleet does not cover as it should.
CREATE TABLE run_coverage (
    run_id VARCHAR(40) NOT NULL,
    kind   VARCHAR(30) NOT NULL,
    tenant VARCHAR(64) NOT NULL,
    since  TIMESTAMP(6) WITH TIME ZONE,
    strict BOOLEAN     NOT NULL,
    PRIMARY KEY (run_id, kind, tenant)
);
CREATE INDEX run_tenant_tenant ON run_tenant (tenant);
