-- The changes that somebody agreed to, tenant by tenant, where a run may save nothing else of it.
CREATE TABLE run_binding (
    run_id  VARCHAR(40) NOT NULL,
    tenant  VARCHAR(64) NOT NULL,
    changes VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (run_id, tenant)
);
