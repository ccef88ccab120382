-- The sealed plan that a run carries out: its hash, the run that made it, and whose signature over it was verified.
ALTER TABLE run ADD COLUMN plan_sha256 VARCHAR(64);
ALTER TABLE run ADD COLUMN plan_run    VARCHAR(40);
ALTER TABLE run ADD COLUMN plan_signer VARCHAR(1000);
