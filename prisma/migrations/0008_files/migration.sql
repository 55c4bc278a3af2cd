-- AlterEnum
ALTER TYPE "ImportStatus" ADD VALUE 'undoing';
ALTER TYPE "ImportStatus" ADD VALUE 'undone';

-- AlterTable
ALTER TABLE "ImportBatch" ADD COLUMN     "progressId" UUID,
ADD COLUMN     "tell" JSONB;

-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "profile" JSONB;

-- CreateIndex
CREATE INDEX "ChangeSet_importBatchId_idx" ON "ChangeSet"("importBatchId") WHERE ("importBatchId" IS NOT NULL);
