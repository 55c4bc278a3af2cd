-- Prices for one account alone, and the price book that a quote or an order was made from.

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "priceBookId" UUID;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "priceBookId" UUID;

-- AlterTable
ALTER TABLE "Quote" ADD COLUMN     "priceBookId" UUID;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_organizationId_priceBookId_fkey" FOREIGN KEY ("organizationId", "priceBookId") REFERENCES "PriceBook"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_priceBookId_fkey" FOREIGN KEY ("organizationId", "priceBookId") REFERENCES "PriceBook"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_organizationId_priceBookId_fkey" FOREIGN KEY ("organizationId", "priceBookId") REFERENCES "PriceBook"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Account_organizationId_priceBookId_idx" ON "Account"("organizationId", "priceBookId");

-- What was delivered or called off keeps the book that it was made from, too.
CREATE OR REPLACE FUNCTION parley_keep_locked_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" IN ('fulfilled', 'cancelled') AND
    (NEW."orderedOn", NEW."currency", NEW."discountPct", NEW."taxPct", NEW."subtotal", NEW."discount", NEW."tax", NEW."total", NEW."rate", NEW."rateOn", NEW."priceBookId")
    IS DISTINCT FROM
    (OLD."orderedOn", OLD."currency", OLD."discountPct", OLD."taxPct", OLD."subtotal", OLD."discount", OLD."tax", OLD."total", OLD."rate", OLD."rateOn", OLD."priceBookId")
  THEN
    RAISE EXCEPTION 'order % is %: it is locked', OLD."number", OLD."status";
  END IF;
  RETURN NEW;
END $$;
