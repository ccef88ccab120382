-- What each guard found, each time that a run came to its guards, and who let it pass and why.
CREATE TABLE run_guard (
    run_id          VARCHAR(40)   NOT NULL,
    execution       INTEGER       NOT NULL,
    guard           VARCHAR(20)   NOT NULL,
    decision        VARCHAR(12)   NOT NULL,
    finding         VARCHAR(1000) NOT NULL,
    cure            VARCHAR(1000),
    override_reason VARCHAR(500),
    override_by     VARCHAR(1000),
    judged_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (run_id, execution, guard)
);

-- How many tenants a run was to change, as its guards counted: what later runs are compared with.
ALTER TABLE run ADD COLUMN changed INTEGER;

-- Several guards may refuse a run at once.
ALTER TABLE run ALTER COLUMN message SET DATA TYPE VARCHAR(4000);
