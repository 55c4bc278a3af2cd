-- A key longer than a row of its index may be (2,704 bytes) could not be stored: a note of 900 Chinese characters was refused.
-- What is behind its beginning is still found, among the rest of the text.
CREATE OR REPLACE FUNCTION parley_complete_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text;
  shown text;
BEGIN
  IF length(NEW."key") > 300 THEN
    NEW."more" := NEW."key" || ' ' || NEW."more";
    NEW."key" := left(NEW."key", 300);
  END IF;
  named := NEW."key" || ' ' || NEW."also";
  shown := named || ' ' || NEW."more";
  IF TG_OP = 'UPDATE' AND OLD."key" || ' ' || OLD."also" <> named THEN NEW."pinyin" := NULL; END IF;
  IF NEW."pinyin" IS NULL AND (NEW."entity" = 'activity' OR named !~ '[\u3400-\u9fff]') THEN NEW."pinyin" := ''; END IF;
  NEW."text" := ' ' || shown || ' ' || coalesce(NEW."pinyin", '') || ' ';
  IF TG_OP = 'INSERT' OR OLD."key" || ' ' || OLD."also" || ' ' || OLD."more" <> shown THEN NEW."pairs" := parley_pairs(shown); END IF;
  RETURN NEW;
END $$;
