-- What a run chose of its environment's tenants, null for all of them, and how many the environment had.
ALTER TABLE run ADD COLUMN selection VARCHAR(1000);
ALTER TABLE run ADD COLUMN fleet_size INTEGER;
UPDATE run SET fleet_size = (SELECT COUNT(*) FROM run_tenant t WHERE t.run_id = run.run_id);
ALTER TABLE run ALTER COLUMN fleet_size SET NOT NULL;
