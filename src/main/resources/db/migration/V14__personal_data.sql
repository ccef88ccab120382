-- The clear values of what is personal in events, which hold commitments to them only. Rows are deleted where somebody is
-- erased; the events stay as they are.
CREATE TABLE audit_personal (
    seq         BIGINT        NOT NULL,
    path        VARCHAR(255)  NOT NULL,
    salt        BYTEA         NOT NULL,
    clear_value VARCHAR(4000) NOT NULL,
    PRIMARY KEY (seq, path)
);
