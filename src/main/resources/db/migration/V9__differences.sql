-- What is done about the differences of a tenant: whether a save is due, and in how many fields the server had moved,
-- is reported, or is accepted. Before, every PLANNED tenant was to be saved.
ALTER TABLE run_result ADD COLUMN to_save  BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE run_result ADD COLUMN drifted  INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE run_result ADD COLUMN reported INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE run_result ADD COLUMN accepted INTEGER DEFAULT 0 NOT NULL;
