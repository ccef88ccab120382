-- Hardens the job repository of smsconfig in a PostgreSQL database, so that whoever has the password of the job can add
-- evidence and can neither change nor remove it. Written by: smsconfig audit hardening
--
-- Run it in that database, as a superuser, with psql -v ON_ERROR_STOP=1 -f FILE; run it again after each new version of
-- smsconfig. It changes nothing that is as it should be, and all of it or nothing.
--
-- Two roles:
--   owner:   @{owner-comment}
--       has the tables: makes and changes them when a new version of smsconfig asks for it, prunes and erases. Nobody
--       uses it otherwise.
--   runtime: @{runtime-comment}
--       what the job signs in as: may read everything, add to the evidence, and keep its books.
--
-- Triggers refuse to change or remove evidence whoever asks, the owner too. Only a transaction that says
-- SET LOCAL smsconfig.maintenance = 'prune' first, as 'smsconfig audit prune' does, may remove the oldest events, never others.
-- What no script stops: the owner can drop triggers, and a superuser can do anything. The signed checkpoints outside of the
-- database are for that.

SET standard_conforming_strings = on;
BEGIN;

SELECT set_config('smsconfig.owner_role', @{owner}, true),
       set_config('smsconfig.runtime_role', @{runtime}, true),
       set_config('smsconfig.schema', @{schema}, true);

DO $smsconfig$
DECLARE
    owner_role   CONSTANT text := current_setting('smsconfig.owner_role');
    runtime_role CONSTANT text := current_setting('smsconfig.runtime_role');
    namespace    CONSTANT text := current_setting('smsconfig.schema');
    found_name   text;
    rights       text;
    relation     record;
BEGIN
    IF to_regclass(format('%I.audit_event', namespace)) IS NULL THEN
        RAISE EXCEPTION 'there is no job repository in schema % of this database', namespace
            USING HINT = 'Let smsconfig make it first: smsconfig runs';
    END IF;

    -- Roles. They get no password here: \password in psql sets one that stands in no file.
    FOREACH found_name IN ARRAY ARRAY[owner_role, runtime_role] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = found_name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', found_name);
        END IF;
    END LOOP;
    -- Rights that would make all that follows worthless.
    IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = runtime_role AND (rolsuper OR rolcreaterole)) THEN
        RAISE EXCEPTION 'role % is a superuser or may make roles, so nothing holds it', runtime_role
            USING HINT = format('ALTER ROLE %I NOSUPERUSER NOCREATEROLE', runtime_role);
    END IF;
    IF pg_has_role(runtime_role, owner_role, 'MEMBER') THEN
        RAISE EXCEPTION 'role % is a member of %', runtime_role, owner_role
            USING HINT = format('REVOKE %I FROM %I', owner_role, runtime_role);
    END IF;
    IF EXISTS (SELECT FROM pg_catalog.pg_database
               WHERE datname = current_database() AND pg_has_role(runtime_role, datdba, 'MEMBER')) THEN
        RAISE EXCEPTION 'role % owns the database', runtime_role
            USING HINT = format('ALTER DATABASE %I OWNER TO %I', current_database(), owner_role);
    END IF;
    IF EXISTS (SELECT FROM pg_catalog.pg_namespace
               WHERE nspname = namespace AND pg_has_role(runtime_role, nspowner, 'MEMBER')) THEN
        RAISE EXCEPTION 'role % owns the schema', runtime_role
            USING HINT = format('ALTER SCHEMA %I OWNER TO %I', namespace, owner_role);
    END IF;

    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I, %I', current_database(), owner_role, runtime_role);
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %I', namespace, runtime_role);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', namespace, runtime_role);
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', namespace, owner_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT ON TABLES TO %I',
                   owner_role, namespace, runtime_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I',
                   owner_role, namespace, runtime_role);

    -- The tables and sequences of smsconfig and of Spring Batch, and who may do what with them.
    FOR relation IN
        SELECT c.relname, c.relkind
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = namespace AND c.relkind IN ('r', 'p', 'S')
          AND c.relname ~ '^(run|run_.*|audit_.*|batch_.*|lease|last_applied|flyway_schema_history)$'
        ORDER BY c.relname
    LOOP
        IF relation.relkind = 'S' THEN
            -- a sequence that belongs to a column goes with its table
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_depend
                           WHERE objid = format('%I.%I', namespace, relation.relname)::regclass
                             AND deptype IN ('a', 'i')) THEN
                EXECUTE format('ALTER SEQUENCE %I.%I OWNER TO %I', namespace, relation.relname, owner_role);
            END IF;
            EXECUTE format('REVOKE ALL ON SEQUENCE %I.%I FROM PUBLIC, %I', namespace, relation.relname, runtime_role);
            EXECUTE format('GRANT USAGE ON SEQUENCE %I.%I TO %I', namespace, relation.relname, runtime_role);
            CONTINUE;
        END IF;
        rights := CASE
            WHEN relation.relname = 'flyway_schema_history' THEN 'SELECT'
            WHEN relation.relname = 'audit_head' THEN 'SELECT, UPDATE'
            WHEN relation.relname LIKE 'audit\_%' THEN 'SELECT, INSERT'
            WHEN relation.relname IN ('run_tenant', 'run_result', 'run_commit') THEN 'SELECT, INSERT'
            WHEN relation.relname IN ('lease', 'run_coverage') THEN 'SELECT, INSERT, UPDATE, DELETE'
            ELSE 'SELECT, INSERT, UPDATE'
        END;
        EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', namespace, relation.relname, owner_role);
        EXECUTE format('REVOKE ALL ON TABLE %I.%I FROM PUBLIC, %I', namespace, relation.relname, runtime_role);
        EXECUTE format('GRANT %s ON TABLE %I.%I TO %I', rights, namespace, relation.relname, runtime_role);
        IF relation.relname = 'audit_checkpoint' THEN
            -- where a checkpoint was exported to is noted later, and is no evidence
            EXECUTE format('GRANT UPDATE (exported_to) ON TABLE %I.audit_checkpoint TO %I', namespace, runtime_role);
        END IF;
    END LOOP;

    -- Who may do what is not enough against the owner: triggers.
    EXECUTE format($create$
        CREATE OR REPLACE FUNCTION %I.audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF TG_OP = 'DELETE' AND current_setting('smsconfig.maintenance', true) = 'prune' THEN
                RETURN NULL;
            END IF;
            RAISE EXCEPTION 'evidence in %% is only ever added to: %% refused', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END
        $body$ $create$, namespace);
    EXECUTE format($create$
        CREATE OR REPLACE FUNCTION %I.audit_only_oldest() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE
            newest_gone bigint;
            oldest_left bigint;
        BEGIN
            SELECT max(seq) INTO newest_gone FROM gone;
            EXECUTE format('SELECT min(seq) FROM %%I.%%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO oldest_left;
            IF newest_gone IS NOT NULL AND (oldest_left IS NULL OR oldest_left < newest_gone) THEN
                RAISE EXCEPTION 'only the oldest events may be pruned, and never all: DELETE refused'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NULL;
        END
        $body$ $create$, namespace);
    EXECUTE format($create$
        CREATE OR REPLACE FUNCTION %I.audit_only_forward() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF NEW.id <> OLD.id OR NEW.next_seq < OLD.next_seq
               OR (NEW.next_seq = OLD.next_seq AND NEW.entry_hash <> OLD.entry_hash) THEN
                RAISE EXCEPTION 'the head of the audit trail only goes forward: UPDATE refused'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NEW;
        END
        $body$ $create$, namespace);
    EXECUTE format($create$
        CREATE OR REPLACE FUNCTION %I.audit_only_exported() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF to_jsonb(NEW) - 'exported_to' <> to_jsonb(OLD) - 'exported_to' THEN
                RAISE EXCEPTION 'of a checkpoint only exported_to may change: UPDATE refused'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NEW;
        END
        $body$ $create$, namespace);
    FOREACH found_name IN ARRAY ARRAY['audit_refuse', 'audit_only_oldest', 'audit_only_forward', 'audit_only_exported']
    LOOP
        EXECUTE format('ALTER FUNCTION %I.%I() OWNER TO %I', namespace, found_name, owner_role);
    END LOOP;

    -- ALWAYS: also in a session that says that it replicates.
    FOR relation IN
        SELECT * FROM (VALUES
            ('audit_event', 'audit_refuse', 'BEFORE UPDATE OR DELETE OR TRUNCATE', '', 'STATEMENT'),
            ('audit_event', 'audit_only_oldest', 'AFTER DELETE', 'REFERENCING OLD TABLE AS gone', 'STATEMENT'),
            ('audit_checkpoint', 'audit_refuse', 'BEFORE DELETE OR TRUNCATE', '', 'STATEMENT'),
            ('audit_checkpoint', 'audit_only_exported', 'BEFORE UPDATE', '', 'ROW'),
            ('audit_head', 'audit_refuse', 'BEFORE DELETE OR TRUNCATE', '', 'STATEMENT'),
            ('audit_head', 'audit_only_forward', 'BEFORE UPDATE', '', 'ROW')
        ) AS wanted (relname, trigger_name, moment, referencing, level)
    LOOP
        CONTINUE WHEN to_regclass(format('%I.%I', namespace, relation.relname)) IS NULL;
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I.%I', relation.trigger_name, namespace, relation.relname);
        EXECUTE format('CREATE TRIGGER %1$I %2$s ON %3$I.%4$I %5$s FOR EACH %6$s EXECUTE FUNCTION %3$I.%1$I()',
                       relation.trigger_name, relation.moment, namespace, relation.relname, relation.referencing,
                       relation.level);
        EXECUTE format('ALTER TABLE %I.%I ENABLE ALWAYS TRIGGER %I', namespace, relation.relname, relation.trigger_name);
    END LOOP;
END
$smsconfig$;

COMMIT;
