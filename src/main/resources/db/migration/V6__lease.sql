-- Who may run. The scope is an environment for what saves, a single run for what only looks.
-- A lease ends by itself at expires_at, by the database's time. Without run_id nobody has it.
CREATE TABLE lease (
    scope           VARCHAR(64) PRIMARY KEY,
    token           BIGINT      NOT NULL,
    run_id          VARCHAR(40),
    command         VARCHAR(40)  NOT NULL,
    host            VARCHAR(255) NOT NULL,
    process_space   VARCHAR(255),
    pid             BIGINT       NOT NULL,
    process_started VARCHAR(40),
    acquired_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    renewed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
