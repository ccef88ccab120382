-- Who stands behind the commit that a run was read from, as JSON; null where no commit does.
ALTER TABLE run ADD COLUMN provenance VARCHAR(1000000);
