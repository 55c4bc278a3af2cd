-- AlterTable
ALTER TABLE "Stage" ALTER COLUMN "requiredFields" SET DEFAULT ARRAY[]::TEXT[];
UPDATE "Stage" SET "requiredFields" = ARRAY[]::TEXT[] WHERE "requiredFields" IS NULL;

-- CreateIndex
CREATE INDEX "StageChange_organizationId_fromStageId_at_idx" ON "StageChange"("organizationId", "fromStageId", "at");
