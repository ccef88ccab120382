-- The run whose saves a rollback takes back.
ALTER TABLE run ADD COLUMN undoes VARCHAR(40);
CREATE INDEX run_undoes ON run (undoes);
