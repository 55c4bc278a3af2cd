-- CreateTable
CREATE TABLE "SearchEntry" (
    "recordId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "ownerId" UUID,
    "open" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT NOT NULL,
    "also" TEXT NOT NULL DEFAULT '',
    "more" TEXT NOT NULL DEFAULT '',
    "pinyin" TEXT,
    "text" TEXT NOT NULL,
    "pairs" TEXT[],

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("recordId")
);

-- CreateIndex
CREATE INDEX "SearchEntry_organizationId_entity_key_idx" ON "SearchEntry"("organizationId", "entity", "key");

-- CreateIndex
CREATE INDEX "SearchEntry_no_pinyin" ON "SearchEntry"("organizationId", "recordId") WHERE (pinyin IS NULL);

-- CreateIndex
CREATE INDEX "SearchEntry_pairs_idx" ON "SearchEntry" USING GIN ("pairs");

-- CreateIndex
CREATE UNIQUE INDEX "SearchEntry_organizationId_recordId_key" ON "SearchEntry"("organizationId", "recordId");

-- Keys are compared by their characters in every database, so that the start of one can be looked up in the index.
ALTER TABLE "SearchEntry" ALTER COLUMN "key" TYPE text COLLATE "C";

-- Text as names are compared, for what has no key of its own: lower case, full width made half, without accents and punctuation.
CREATE FUNCTION parley_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    regexp_replace(normalize(lower(normalize(said, NFKC)), NFKD), '[\u0300-\u036f''’`]', '', 'g'),
    '[\s!-/:-@\[-`{-~·—–…、。，；：？！“”‘’（）《》「」【】]+', ' ', 'g'))
$$;

-- Neighbouring Chinese characters.
CREATE FUNCTION parley_pairs(said text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  pairs text[] := '{}';
  pair text;
BEGIN
  IF said !~ '[\u3400-\u9fff]' THEN RETURN pairs; END IF;
  FOR i IN 1 .. length(said) - 1 LOOP
    pair := substr(said, i, 2);
    IF pair ~ '^[\u3400-\u9fff]{2}$' AND NOT pair = ANY(pairs) THEN pairs := pairs || pair; END IF;
  END LOOP;
  RETURN pairs;
END $$;

-- What follows from the rest of an entry.
CREATE FUNCTION parley_complete_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text := NEW."key" || ' ' || NEW."also";
  shown text := named || ' ' || NEW."more";
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."key" || ' ' || OLD."also" <> named THEN NEW."pinyin" := NULL; END IF;
  IF NEW."pinyin" IS NULL AND (NEW."entity" = 'activity' OR named !~ '[\u3400-\u9fff]') THEN NEW."pinyin" := ''; END IF;
  NEW."text" := ' ' || shown || ' ' || coalesce(NEW."pinyin", '') || ' ';
  IF TG_OP = 'INSERT' OR OLD."key" || ' ' || OLD."also" || ' ' || OLD."more" <> shown THEN NEW."pairs" := parley_pairs(shown); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "SearchEntry_complete" BEFORE INSERT OR UPDATE ON "SearchEntry"
  FOR EACH ROW EXECUTE FUNCTION parley_complete_entry();

-- Keeps the entry of a record: also for what is written past the store, as an import in bulk is.
CREATE FUNCTION parley_index_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := lower(TG_TABLE_NAME);
  owner uuid;
  open boolean := true;
  key text;
  also text := '';
  more text := '';
BEGIN
  IF NEW."deletedAt" IS NOT NULL THEN
    DELETE FROM "SearchEntry" WHERE "recordId" = NEW."id";
    RETURN NULL;
  END IF;
  CASE kind
    WHEN 'account' THEN
      owner := NEW."ownerId";
      key := NEW."nameKey";
      more := concat_ws(' ', lower(NEW."name"), NEW."domain", lower(NEW."industry"), lower(NEW."region"));
    WHEN 'contact' THEN
      owner := NEW."ownerId";
      key := NEW."nameKey";
      more := concat_ws(' ', lower(NEW."name"), NEW."email", NEW."phoneKey", lower(NEW."title"));
    WHEN 'lead' THEN
      owner := NEW."ownerId";
      open := NEW."status" NOT IN ('converted', 'unqualified');
      key := NEW."nameKey";
      also := coalesce(NEW."companyKey", '');
      more := concat_ws(' ', lower(NEW."name"), NEW."email", NEW."phoneKey");
    WHEN 'deal' THEN
      owner := NEW."ownerId";
      open := NEW."status" = 'open';
      key := NEW."nameKey";
      SELECT a."nameKey" INTO also FROM "Account" a WHERE a."id" = NEW."accountId";
      more := lower(NEW."name");
    WHEN 'product' THEN
      open := NEW."active";
      key := NEW."nameKey";
      more := concat_ws(' ', lower(NEW."name"), lower(NEW."sku"));
    WHEN 'quote' THEN
      owner := NEW."ownerId";
      open := NEW."status" IN ('draft', 'sent');
      key := 'q ' || NEW."number";
      SELECT a."nameKey" INTO also FROM "Account" a WHERE a."id" = NEW."accountId";
    WHEN 'order' THEN
      owner := NEW."ownerId";
      open := NEW."status" IN ('draft', 'confirmed');
      key := 'so ' || NEW."number";
      SELECT a."nameKey" INTO also FROM "Account" a WHERE a."id" = NEW."accountId";
    WHEN 'task' THEN
      owner := NEW."assigneeId";
      open := NEW."status" = 'open';
      key := parley_plain(NEW."title");
    WHEN 'activity' THEN
      owner := NEW."authorId";
      key := parley_plain(left(coalesce(NEW."summary", ''), 1000));
  END CASE;
  IF more = key THEN more := ''; END IF;
  INSERT INTO "SearchEntry" ("recordId", "organizationId", "entity", "number", "ownerId", "open", "at", "key", "also", "more", "text", "pairs")
  VALUES (NEW."id", NEW."organizationId", kind, NEW."number", owner, open, NEW."updatedAt", key, coalesce(also, ''), more, '', '{}')
  ON CONFLICT ("recordId") DO UPDATE SET "ownerId" = EXCLUDED."ownerId", "open" = EXCLUDED."open", "at" = EXCLUDED."at",
    "key" = EXCLUDED."key", "also" = EXCLUDED."also", "more" = EXCLUDED."more";
  RETURN NULL;
END $$;

-- A deal, a quote and an order are also called by their account.
CREATE FUNCTION parley_index_account_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."nameKey" <> NEW."nameKey" THEN
    UPDATE "SearchEntry" SET "also" = NEW."nameKey" WHERE "recordId" IN (
      SELECT "id" FROM "Deal" WHERE "organizationId" = NEW."organizationId" AND "accountId" = NEW."id"
      UNION ALL SELECT "id" FROM "Quote" WHERE "organizationId" = NEW."organizationId" AND "accountId" = NEW."id"
      UNION ALL SELECT "id" FROM "Order" WHERE "organizationId" = NEW."organizationId" AND "accountId" = NEW."id");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Account_name_searchable" AFTER UPDATE OF "nameKey" ON "Account"
  FOR EACH ROW EXECUTE FUNCTION parley_index_account_name();

CREATE FUNCTION parley_forget_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "SearchEntry" WHERE "recordId" = OLD."id";
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Account', 'Contact', 'Lead', 'Deal', 'Product', 'Quote', 'Order', 'Task', 'Activity'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION parley_index_record()', name || '_searchable', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION parley_forget_record()', name || '_forgotten', name);
    -- What is there already.
    EXECUTE format('UPDATE %I SET "version" = "version"', name);
  END LOOP;
END $$;

-- Searches the entries of the organization that the transaction works for. It runs as its owner: under a row's policy no index
-- for a part of a word may be used, because LIKE is not leakproof. So it holds the wall itself, and hands out ids only.
-- `groups`: alternatives, each with patterns that all fit (`like`) and pairs of characters that are all there (`pairs`).
CREATE FUNCTION parley_search(kinds text[], sought text, groups jsonb, owners uuid[], me uuid, wanted integer)
RETURNS TABLE ("entity" text, "recordId" uuid, "key" text, "also" text, "total" bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  starts text := replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  organization uuid := NULLIF(current_setting('app.organization', true), '')::uuid;
  fields text := format('SELECT e."entity", e."recordId", e."key", e."also", e."open", e."at",
      e."ownerId" IS NOT DISTINCT FROM %L AS mine,
      CASE WHEN e."key" = %L OR e."also" = %L THEN 0 WHEN e."key" LIKE %L THEN 1 WHEN e."text" LIKE %L THEN 2 ELSE 3 END AS step
    FROM "SearchEntry" e WHERE ', me, sought, sought, starts, '% ' || starts);
  wall text;
  visible text := '';
  alternative jsonb;
  conditions text[] := '{}';
  parts text[];
  part text;
  tiers text[];
BEGIN
  wall := format('e."organizationId" = %L AND e."entity" = ANY(%L)', organization, kinds);
  IF owners IS NOT NULL THEN
    visible := format(' AND (e."ownerId" = ANY(%L) OR (e."ownerId" IS NULL AND e."entity" IN (''account'', ''contact'', ''lead'', ''product'')))', owners);
  END IF;
  IF sought <> '' THEN
    tiers := ARRAY[
      format('(%s %s AND e."key" = %L %s LIMIT 200)', fields, wall, sought, visible),
      format('(%s %s AND e."key" LIKE %L %s LIMIT 100)', fields, wall, starts, visible)];
  END IF;
  FOR alternative IN SELECT jsonb_array_elements(groups) LOOP
    parts := '{}';
    FOR part IN SELECT jsonb_array_elements_text(alternative -> 'like') LOOP
      parts := parts || format('e."text" LIKE %L', part);
    END LOOP;
    IF jsonb_array_length(alternative -> 'pairs') > 0 THEN
      parts := parts || format('e."pairs" @> %L::text[]', ARRAY(SELECT jsonb_array_elements_text(alternative -> 'pairs')));
    END IF;
    IF alternative ? 'length' THEN
      parts := parts || format('length(e."key") BETWEEN %L::int AND %L::int', (alternative -> 'length') ->> 0, (alternative -> 'length') ->> 1);
    END IF;
    conditions := conditions || array_to_string(parts, ' AND ');
  END LOOP;
  FOREACH part IN ARRAY conditions LOOP
    tiers := tiers || format('(%s %s AND %s %s LIMIT 500)', fields, wall, part, visible);
  END LOOP;
  RETURN QUERY EXECUTE format(
    'WITH hit AS MATERIALIZED (%s), found AS (SELECT DISTINCT ON (h."recordId") h.* FROM hit h)
     SELECT f."entity", f."recordId", f."key"::text, f."also", count(*) OVER () FROM found f
     ORDER BY f.step, f.mine DESC, f."open" DESC, f."at" DESC LIMIT %s', array_to_string(tiers, ' UNION ALL '), wanted);
END $$;
-- The trigrams and pairs are used where they are there, whatever the estimate: LIMIT makes reading everything look cheap, also in
-- the order of another index.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION parley_search SET search_path = %I, pg_temp', current_schema());
  ALTER FUNCTION parley_search SET enable_seqscan = off;
  ALTER FUNCTION parley_search SET enable_indexscan = off;
END $$;

-- Trigrams find a part of a word by an index. A server may not have them, or not give them to this user: the same search then
-- reads all entries. Called again at every start, so that they are used once they are there.
CREATE FUNCTION parley_use_trigrams() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass('"SearchEntry_text_trigrams"') IS NOT NULL THEN RETURN true; END IF;
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "SearchEntry_text_trigrams" ON "SearchEntry" USING gin ("text" gin_trgm_ops);
  RETURN true;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'no trigrams: %', SQLERRM;
  RETURN false;
END $$;
SELECT parley_use_trigrams();

-- As before, but for one thing: entries are searched by a function that holds the wall itself and must get past the policy.
CREATE OR REPLACE FUNCTION parley_guard_tables() RETURNS void LANGUAGE plpgsql AS $$
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
    IF found.table_name <> 'SearchEntry' THEN
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', found.table_name);
    END IF;
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
