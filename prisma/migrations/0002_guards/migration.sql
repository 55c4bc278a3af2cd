-- What the schema files cannot say: value checks, the append-only history, and row-level security as the second wall.

ALTER TABLE "Deal"
  ADD CONSTRAINT "Deal_amount_not_negative" CHECK ("amount" >= 0),
  ADD CONSTRAINT "Deal_amount_has_currency" CHECK (("amount" IS NULL) = ("currency" IS NULL)),
  ADD CONSTRAINT "Deal_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "Deal_closed_when_decided" CHECK (("status" = 'open') = ("closedOn" IS NULL));
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_probability_is_share" CHECK ("probability" BETWEEN 0 AND 1);
ALTER TABLE "Organization"
  ADD CONSTRAINT "Organization_currency_is_iso" CHECK ("baseCurrency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "Organization_fiscal_month" CHECK ("fiscalYearStartMonth" BETWEEN 1 AND 12);
ALTER TABLE "Task" ADD CONSTRAINT "Task_done_has_moment" CHECK (("status" = 'done') = ("doneAt" IS NOT NULL));

-- History is only ever added to.
CREATE FUNCTION parley_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only';
END $$;
CREATE TRIGGER "Change_append_only" BEFORE UPDATE OR DELETE ON "Change"
  FOR EACH ROW EXECUTE FUNCTION parley_refuse_change();

-- A connection works as this role while it acts for one organization, where it is allowed to make it. Where it is not, the
-- tables' owner is bound by FORCE ROW LEVEL SECURITY all the same.
DO $$
BEGIN
  CREATE ROLE parley_app NOLOGIN NOBYPASSRLS;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE NOTICE 'role parley_app not created: no right to';
END $$;

-- Every table with an organization gets the policy; a later migration calls this again for its new tables.
CREATE FUNCTION parley_guard_tables() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT c.table_name, CASE c.table_name WHEN 'Organization' THEN 'id' ELSE 'organizationId' END AS key
    FROM information_schema.columns c
    WHERE c.table_schema = current_schema()
      AND (c.column_name = 'organizationId' OR (c.table_name = 'Organization' AND c.column_name = 'id'))
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', found.table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', found.table_name);
    EXECUTE format('DROP POLICY IF EXISTS own_organization ON %I', found.table_name);
    EXECUTE format(
      'CREATE POLICY own_organization ON %I USING (current_setting(''app.system'', true) = ''on'' OR %I = NULLIF(current_setting(''app.organization'', true), '''')::uuid)',
      found.table_name, found.key);
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parley_app') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_app', found.table_name);
    END IF;
  END LOOP;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parley_app') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_app', current_schema());
  END IF;
END $$;
SELECT parley_guard_tables();
