-- CreateIndex
CREATE INDEX "StageChange_organizationId_fromStageId_at_idx" ON "StageChange"("organizationId", "fromStageId", "at");
