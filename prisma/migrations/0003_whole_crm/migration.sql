-- CreateEnum
CREATE TYPE "QuoteStatus" AS ENUM ('draft', 'sent', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('draft', 'confirmed', 'fulfilled', 'cancelled');

-- CreateEnum
CREATE TYPE "ForecastCategory" AS ENUM ('omitted', 'pipeline', 'best_case', 'commit');

-- CreateEnum
CREATE TYPE "LeadStatus" AS ENUM ('new', 'working', 'qualified', 'unqualified', 'converted');

-- CreateEnum
CREATE TYPE "CustomFieldType" AS ENUM ('text', 'number', 'money', 'date', 'choice', 'flag', 'member');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('proposed', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ImportMode" AS ENUM ('create', 'update', 'both');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('own', 'team', 'all');

-- DropIndex
DROP INDEX "Pipeline_organizationId_name_key";

-- DropIndex
DROP INDEX "Stage_organizationId_pipelineId_key_key";

-- DropIndex
DROP INDEX "Stage_organizationId_pipelineId_position_key";

-- DropIndex
DROP INDEX "Team_organizationId_name_key";

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "ChangeSet" ADD COLUMN     "importBatchId" UUID,
ADD COLUMN     "messageLink" TEXT;

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "forecastCategory" "ForecastCategory",
ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "rate" DECIMAL(18,8),
ADD COLUMN     "rateOn" DATE;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "repSees" "Visibility" NOT NULL DEFAULT 'team',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Pipeline" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "forecastCategory" "ForecastCategory" NOT NULL DEFAULT 'pipeline',
ADD COLUMN     "requiredFields" TEXT[],
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "Product" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "custom" JSONB NOT NULL DEFAULT '{}',
    "mergedIntoId" UUID,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "sku" TEXT,
    "unit" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "amount" DECIMAL(19,4) NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceBook" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "validFrom" DATE,
    "validTo" DATE,

    CONSTRAINT "PriceBook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceEntry" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "priceBookId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "PriceEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quote" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "custom" JSONB NOT NULL DEFAULT '{}',
    "accountId" UUID NOT NULL,
    "dealId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "status" "QuoteStatus" NOT NULL DEFAULT 'draft',
    "validUntil" DATE,
    "currency" CHAR(3) NOT NULL,
    "discountPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "taxPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "subtotal" DECIMAL(19,4) NOT NULL,
    "discount" DECIMAL(19,4) NOT NULL,
    "tax" DECIMAL(19,4) NOT NULL,
    "total" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuoteLine" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "quoteId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "productId" UUID,
    "name" TEXT NOT NULL,
    "quantity" DECIMAL(18,4) NOT NULL,
    "unitPrice" DECIMAL(19,4) NOT NULL,
    "discountPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "total" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "QuoteLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "custom" JSONB NOT NULL DEFAULT '{}',
    "accountId" UUID NOT NULL,
    "dealId" UUID,
    "contactId" UUID,
    "quoteId" UUID,
    "ownerId" UUID NOT NULL,
    "status" "OrderStatus" NOT NULL DEFAULT 'draft',
    "orderedOn" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "discountPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "taxPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "subtotal" DECIMAL(19,4) NOT NULL,
    "discount" DECIMAL(19,4) NOT NULL,
    "tax" DECIMAL(19,4) NOT NULL,
    "total" DECIMAL(19,4) NOT NULL,
    "rate" DECIMAL(18,8),
    "rateOn" DATE,
    "note" TEXT,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "orderId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "productId" UUID,
    "name" TEXT NOT NULL,
    "quantity" DECIMAL(18,4) NOT NULL,
    "unitPrice" DECIMAL(19,4) NOT NULL,
    "discountPct" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "total" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CurrencyRate" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "rate" DECIMAL(18,8) NOT NULL,

    CONSTRAINT "CurrencyRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StageChange" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "dealId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "fromStageId" UUID,
    "toStageId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "amount" DECIMAL(19,4),
    "currency" CHAR(3),
    "changeSetId" UUID,

    CONSTRAINT "StageChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lead" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "custom" JSONB NOT NULL DEFAULT '{}',
    "mergedIntoId" UUID,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "company" TEXT,
    "companyKey" TEXT,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "phoneKey" TEXT,
    "source" TEXT,
    "status" "LeadStatus" NOT NULL DEFAULT 'new',
    "reason" TEXT,
    "ownerId" UUID,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "convertedAt" TIMESTAMPTZ(3),
    "accountId" UUID,
    "contactId" UUID,
    "dealId" UUID,

    CONSTRAINT "Lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "entity" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameZh" TEXT,
    "aliases" TEXT[],
    "type" "CustomFieldType" NOT NULL,
    "options" TEXT[],
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "memberId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "conversationId" UUID,
    "kind" TEXT NOT NULL,
    "fileId" UUID,
    "mapping" JSONB NOT NULL,
    "mode" "ImportMode" NOT NULL DEFAULT 'both',
    "muteRules" BOOLEAN NOT NULL DEFAULT true,
    "status" "ImportStatus" NOT NULL DEFAULT 'proposed',
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "outcome" JSONB,
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ImportBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "problems" JSONB NOT NULL,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Product_organizationId_nameKey_idx" ON "Product"("organizationId", "nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Product_organizationId_id_key" ON "Product"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Product_organizationId_number_key" ON "Product"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Product_organizationId_sku_key" ON "Product"("organizationId", "sku") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "PriceBook_organizationId_id_key" ON "PriceBook"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PriceBook_organizationId_nameKey_key" ON "PriceBook"("organizationId", "nameKey") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "PriceEntry_organizationId_id_key" ON "PriceEntry"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PriceEntry_organizationId_priceBookId_productId_key" ON "PriceEntry"("organizationId", "priceBookId", "productId") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Quote_organizationId_dealId_idx" ON "Quote"("organizationId", "dealId");

-- CreateIndex
CREATE UNIQUE INDEX "Quote_organizationId_id_key" ON "Quote"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Quote_organizationId_number_revision_key" ON "Quote"("organizationId", "number", "revision");

-- CreateIndex
CREATE INDEX "QuoteLine_organizationId_quoteId_position_idx" ON "QuoteLine"("organizationId", "quoteId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "QuoteLine_organizationId_id_key" ON "QuoteLine"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Order_organizationId_accountId_idx" ON "Order"("organizationId", "accountId");

-- CreateIndex
CREATE INDEX "Order_organizationId_status_orderedOn_idx" ON "Order"("organizationId", "status", "orderedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Order_organizationId_id_key" ON "Order"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Order_organizationId_number_key" ON "Order"("organizationId", "number");

-- CreateIndex
CREATE INDEX "OrderLine_organizationId_orderId_position_idx" ON "OrderLine"("organizationId", "orderId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_organizationId_id_key" ON "OrderLine"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CurrencyRate_organizationId_id_key" ON "CurrencyRate"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CurrencyRate_organizationId_currency_day_key" ON "CurrencyRate"("organizationId", "currency", "day") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE INDEX "StageChange_organizationId_dealId_at_idx" ON "StageChange"("organizationId", "dealId", "at");

-- CreateIndex
CREATE INDEX "StageChange_organizationId_at_idx" ON "StageChange"("organizationId", "at");

-- CreateIndex
CREATE INDEX "Lead_organizationId_nameKey_idx" ON "Lead"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Lead_organizationId_email_idx" ON "Lead"("organizationId", "email");

-- CreateIndex
CREATE INDEX "Lead_organizationId_status_ownerId_idx" ON "Lead"("organizationId", "status", "ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Lead_organizationId_id_key" ON "Lead"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Lead_organizationId_number_key" ON "Lead"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_organizationId_id_key" ON "CustomField"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_organizationId_entity_key_key" ON "CustomField"("organizationId", "entity", "key") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE INDEX "StoredFile_expiresAt_idx" ON "StoredFile"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "StoredFile_organizationId_id_key" ON "StoredFile"("organizationId", "id");

-- CreateIndex
CREATE INDEX "ImportBatch_status_leasedUntil_idx" ON "ImportBatch"("status", "leasedUntil") WHERE ("status" = 'running');

-- CreateIndex
CREATE UNIQUE INDEX "ImportBatch_organizationId_id_key" ON "ImportBatch"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportRow_organizationId_batchId_line_key" ON "ImportRow"("organizationId", "batchId", "line");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_organizationId_name_key" ON "Pipeline"("organizationId", "name") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Stage_organizationId_pipelineId_key_key" ON "Stage"("organizationId", "pipelineId", "key") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Stage_organizationId_pipelineId_position_key" ON "Stage"("organizationId", "pipelineId", "position") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_name_key" ON "Team"("organizationId", "name") WHERE ("deletedAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Product"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PriceEntry" ADD CONSTRAINT "PriceEntry_organizationId_priceBookId_fkey" FOREIGN KEY ("organizationId", "priceBookId") REFERENCES "PriceBook"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PriceEntry" ADD CONSTRAINT "PriceEntry_organizationId_productId_fkey" FOREIGN KEY ("organizationId", "productId") REFERENCES "Product"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteLine" ADD CONSTRAINT "QuoteLine_organizationId_quoteId_fkey" FOREIGN KEY ("organizationId", "quoteId") REFERENCES "Quote"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteLine" ADD CONSTRAINT "QuoteLine_organizationId_productId_fkey" FOREIGN KEY ("organizationId", "productId") REFERENCES "Product"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_quoteId_fkey" FOREIGN KEY ("organizationId", "quoteId") REFERENCES "Quote"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_organizationId_orderId_fkey" FOREIGN KEY ("organizationId", "orderId") REFERENCES "Order"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_organizationId_productId_fkey" FOREIGN KEY ("organizationId", "productId") REFERENCES "Product"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_organizationId_pipelineId_fromStageId_fkey" FOREIGN KEY ("organizationId", "pipelineId", "fromStageId") REFERENCES "Stage"("organizationId", "pipelineId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_organizationId_pipelineId_toStageId_fkey" FOREIGN KEY ("organizationId", "pipelineId", "toStageId") REFERENCES "Stage"("organizationId", "pipelineId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_decidedById_fkey" FOREIGN KEY ("organizationId", "decidedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_organizationId_mergedIntoId_fkey" FOREIGN KEY ("organizationId", "mergedIntoId") REFERENCES "Lead"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportBatch" ADD CONSTRAINT "ImportBatch_organizationId_actorId_fkey" FOREIGN KEY ("organizationId", "actorId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportBatch" ADD CONSTRAINT "ImportBatch_organizationId_fileId_fkey" FOREIGN KEY ("organizationId", "fileId") REFERENCES "StoredFile"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_organizationId_batchId_fkey" FOREIGN KEY ("organizationId", "batchId") REFERENCES "ImportBatch"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeSet" ADD CONSTRAINT "ChangeSet_organizationId_importBatchId_fkey" FOREIGN KEY ("organizationId", "importBatchId") REFERENCES "ImportBatch"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say.
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_rate_positive" CHECK ("rate" > 0);
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_converted_has_moment" CHECK (("status" = 'converted') = ("convertedAt" IS NOT NULL));
ALTER TABLE "Product"
  ADD CONSTRAINT "Product_amount_not_negative" CHECK ("amount" >= 0),
  ADD CONSTRAINT "Product_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$');
ALTER TABLE "PriceBook"
  ADD CONSTRAINT "PriceBook_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "PriceBook_ends_after_start" CHECK ("validFrom" <= "validTo");
ALTER TABLE "PriceEntry" ADD CONSTRAINT "PriceEntry_amount_not_negative" CHECK ("amount" >= 0);
ALTER TABLE "CurrencyRate"
  ADD CONSTRAINT "CurrencyRate_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "CurrencyRate_rate_positive" CHECK ("rate" > 0);
ALTER TABLE "Order"
  ADD CONSTRAINT "Order_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "Order_amounts_not_negative" CHECK ("subtotal" >= 0 AND "discount" >= 0 AND "tax" >= 0 AND "total" >= 0),
  ADD CONSTRAINT "Order_percents" CHECK ("discountPct" BETWEEN 0 AND 100 AND "taxPct" BETWEEN 0 AND 100);
ALTER TABLE "Quote"
  ADD CONSTRAINT "Quote_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "Quote_amounts_not_negative" CHECK ("subtotal" >= 0 AND "discount" >= 0 AND "tax" >= 0 AND "total" >= 0),
  ADD CONSTRAINT "Quote_percents" CHECK ("discountPct" BETWEEN 0 AND 100 AND "taxPct" BETWEEN 0 AND 100);
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_values" CHECK ("quantity" > 0 AND "unitPrice" >= 0 AND "discountPct" BETWEEN 0 AND 100);
ALTER TABLE "QuoteLine" ADD CONSTRAINT "QuoteLine_values" CHECK ("quantity" > 0 AND "unitPrice" >= 0 AND "discountPct" BETWEEN 0 AND 100);

-- How sure each stage of the first pipeline is.
UPDATE "Stage" SET "forecastCategory" = 'best_case' WHERE "key" = 'proposal';
UPDATE "Stage" SET "forecastCategory" = 'commit' WHERE "key" IN ('negotiation', 'won');
UPDATE "Stage" SET "forecastCategory" = 'omitted' WHERE "key" = 'lost';

-- The stages that deals entered so far, as their history tells.
INSERT INTO "StageChange" ("id", "organizationId", "dealId", "pipelineId", "fromStageId", "toStageId", "at", "amount", "currency", "changeSetId")
SELECT gen_random_uuid(), c."organizationId", d."id", d."pipelineId",
  f."id", t."id", s."at", d."amount", d."currency", c."changeSetId"
FROM "Change" c
JOIN "ChangeSet" s ON s."organizationId" = c."organizationId" AND s."id" = c."changeSetId"
JOIN "Deal" d ON d."organizationId" = c."organizationId" AND d."id" = c."recordId"
JOIN "Stage" t ON t."organizationId" = d."organizationId" AND t."pipelineId" = d."pipelineId" AND t."id"::text = c."after"->>'stageId'
LEFT JOIN "Stage" f ON f."organizationId" = d."organizationId" AND f."pipelineId" = d."pipelineId" AND f."id"::text = c."before"->>'stageId'
WHERE c."entity" = 'deal' AND c."after" ? 'stageId';

SELECT parley_guard_tables();
