-- What was delivered or called off stays as it was: of such an order only the status may change (an undo), and to whom it belongs.

ALTER TABLE "Order"
  ADD CONSTRAINT "Order_adds_up" CHECK ("total" = "subtotal" - "discount" + "tax"),
  ADD CONSTRAINT "Order_rate_has_day" CHECK (("rate" IS NULL) = ("rateOn" IS NULL));
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_adds_up" CHECK ("total" = "subtotal" - "discount" + "tax");
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_total_not_negative" CHECK ("total" >= 0);
ALTER TABLE "QuoteLine" ADD CONSTRAINT "QuoteLine_total_not_negative" CHECK ("total" >= 0);

CREATE FUNCTION parley_keep_locked_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" IN ('fulfilled', 'cancelled') AND
    (NEW."orderedOn", NEW."currency", NEW."discountPct", NEW."taxPct", NEW."subtotal", NEW."discount", NEW."tax", NEW."total", NEW."rate", NEW."rateOn")
    IS DISTINCT FROM
    (OLD."orderedOn", OLD."currency", OLD."discountPct", OLD."taxPct", OLD."subtotal", OLD."discount", OLD."tax", OLD."total", OLD."rate", OLD."rateOn")
  THEN
    RAISE EXCEPTION 'order % is %: it is locked', OLD."number", OLD."status";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Order_locked" BEFORE UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION parley_keep_locked_order();

-- A line's product may still change: products are merged.
CREATE FUNCTION parley_keep_locked_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line "OrderLine" := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
  found record;
BEGIN
  IF TG_OP = 'UPDATE' AND
    (NEW."orderId", NEW."position", NEW."name", NEW."quantity", NEW."unitPrice", NEW."discountPct", NEW."total", NEW."deletedAt")
    IS NOT DISTINCT FROM
    (OLD."orderId", OLD."position", OLD."name", OLD."quantity", OLD."unitPrice", OLD."discountPct", OLD."total", OLD."deletedAt")
  THEN
    RETURN NEW;
  END IF;
  SELECT o."number", o."status" INTO found FROM "Order" o
    WHERE o."organizationId" = line."organizationId" AND o."id" = line."orderId";
  IF found."status" IN ('fulfilled', 'cancelled') THEN
    RAISE EXCEPTION 'order % is %: its lines are locked', found."number", found."status";
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "OrderLine_locked" BEFORE INSERT OR UPDATE OR DELETE ON "OrderLine"
  FOR EACH ROW EXECUTE FUNCTION parley_keep_locked_lines();
