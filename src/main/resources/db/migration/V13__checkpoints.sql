-- What was signed of the trail: its size and root hash at one moment, as a note that verifies by itself, and the right
-- edge of the tree at that size, from which it is signed on without reading the whole trail.
CREATE TABLE audit_checkpoint (
    size        BIGINT        PRIMARY KEY,
    root        BYTEA         NOT NULL,
    frontier    BYTEA         NOT NULL,
    run_id      VARCHAR(40)   NOT NULL,
    key_name    VARCHAR(300)  NOT NULL,
    note        VARCHAR(20000) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    exported_to VARCHAR(4000)
);

-- Results are compared with the events that tell the same.
CREATE INDEX run_result_event ON run_result (event_seq);
