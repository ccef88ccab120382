-- Our tables beside Spring Batch's own (V1). One script for H2 and PostgreSQL.

CREATE TABLE run (
    run_id        VARCHAR(40)  PRIMARY KEY,
    command       VARCHAR(20)  NOT NULL,
    environment   VARCHAR(64)  NOT NULL,
    status        VARCHAR(20)  NOT NULL,
    configs       VARCHAR(1024) NOT NULL,
    config_commit VARCHAR(64),
    config_dirty  BOOLEAN      NOT NULL,
    max_changes   VARCHAR(12)  NOT NULL,
    started_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at      TIMESTAMP(6) WITH TIME ZONE,
    holder        VARCHAR(255) NOT NULL,
    message       VARCHAR(1000)
);
CREATE INDEX run_started_at ON run (started_at);

-- The inventory of a run: one row per tenant, in the order of the waves.
CREATE TABLE run_tenant (
    run_id       VARCHAR(40) NOT NULL,
    seq          INTEGER     NOT NULL,
    tenant       VARCHAR(64) NOT NULL,
    wave         INTEGER     NOT NULL,
    wave_name    VARCHAR(64) NOT NULL,
    origin       VARCHAR(1024) NOT NULL,
    desired_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (run_id, seq),
    UNIQUE (run_id, tenant)
);

-- The ledger: what came of a tenant each time it was taken up; the latest attempt counts.
CREATE TABLE run_result (
    run_id       VARCHAR(40) NOT NULL,
    seq          INTEGER     NOT NULL,
    attempt      INTEGER     NOT NULL,
    outcome      VARCHAR(20) NOT NULL,
    requests     INTEGER     NOT NULL,
    changes      VARCHAR(1000000) NOT NULL,
    unverifiable VARCHAR(100000)  NOT NULL,
    message      VARCHAR(2000),
    event_seq    BIGINT      NOT NULL,
    recorded_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (run_id, seq, attempt)
);

-- The state last verified equal to git, per tenant; secrets as fingerprints.
CREATE TABLE last_applied (
    environment VARCHAR(64) NOT NULL,
    tenant      VARCHAR(64) NOT NULL,
    run_id      VARCHAR(40) NOT NULL,
    fields      VARCHAR(1000000) NOT NULL,
    verified_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (environment, tenant)
);

-- Evidence. Rows are only ever inserted; seq has no gaps; each entry's hash covers the one before.
CREATE TABLE audit_event (
    seq         BIGINT      PRIMARY KEY,
    run_id      VARCHAR(40) NOT NULL,
    event_type  VARCHAR(40) NOT NULL,
    tenant      VARCHAR(64),
    occurred_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    body        BYTEA       NOT NULL,
    prev_hash   BYTEA       NOT NULL,
    entry_hash  BYTEA       NOT NULL
);
CREATE INDEX audit_event_run ON audit_event (run_id, tenant);

CREATE TABLE audit_head (
    id         INTEGER PRIMARY KEY,
    next_seq   BIGINT  NOT NULL,
    entry_hash BYTEA   NOT NULL
);

-- Spring Batch's script has no indexes on its foreign keys.
CREATE INDEX batch_job_execution_instance ON BATCH_JOB_EXECUTION (JOB_INSTANCE_ID);
CREATE INDEX batch_step_execution_name ON BATCH_STEP_EXECUTION (JOB_EXECUTION_ID, STEP_NAME);
CREATE INDEX batch_job_execution_params_execution ON BATCH_JOB_EXECUTION_PARAMS (JOB_EXECUTION_ID);
