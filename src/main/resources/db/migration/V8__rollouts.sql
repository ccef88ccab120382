-- A run as a rollout: what it keeps to, and how far each of its waves is.
CREATE TABLE run_rollout (
    run_id        VARCHAR(40) PRIMARY KEY,
    seed          VARCHAR(16) NOT NULL,
    failure_limit INTEGER     NOT NULL,
    parallelism   INTEGER     NOT NULL,
    visit_millis  BIGINT,
    plan_hash     VARCHAR(64),
    yields_to     VARCHAR(40),
    superseded_by VARCHAR(40)
);

CREATE TABLE run_wave (
    run_id            VARCHAR(40) NOT NULL,
    wave              INTEGER     NOT NULL,
    name              VARCHAR(64) NOT NULL,
    tenants           INTEGER     NOT NULL,
    soak_seconds      BIGINT      NOT NULL,
    approval_required BOOLEAN     NOT NULL,
    state             VARCHAR(20) NOT NULL,
    began_at          TIMESTAMP(6) WITH TIME ZONE,
    saved_at          TIMESTAMP(6) WITH TIME ZONE,
    soak_until        TIMESTAMP(6) WITH TIME ZONE,
    ended_at          TIMESTAMP(6) WITH TIME ZONE,
    note              VARCHAR(1000),
    approved_by       VARCHAR(255),
    approval_reason   VARCHAR(1000),
    approval_evidence VARCHAR(20),
    approval_signer   VARCHAR(255),
    approved_at       TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (run_id, wave)
);
