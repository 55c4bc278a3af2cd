-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "qualifiedLeadsOnly" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Quote" ADD COLUMN     "reason" TEXT;
