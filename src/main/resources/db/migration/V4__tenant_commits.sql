-- The commit that last changed one of the files a tenant's configuration comes from; null where that is not known.
ALTER TABLE run_tenant ADD COLUMN config_commit VARCHAR(64);

-- Who stands behind each of these commits, as JSON, by the keys that counted when the run began.
CREATE TABLE run_commit (
    run_id     VARCHAR(40) NOT NULL,
    commit_id  VARCHAR(64) NOT NULL,
    provenance VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (run_id, commit_id)
);
