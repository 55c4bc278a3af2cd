-- CreateTable
CREATE TABLE "PipelineSnapshot" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "takenOn" DATE NOT NULL,
    "dealId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "teamId" UUID,
    "accountId" UUID,
    "createdOn" DATE NOT NULL,
    "stageEnteredOn" DATE NOT NULL,
    "stagePosition" DOUBLE PRECISION NOT NULL,
    "amount" DECIMAL(19,4),
    "currency" CHAR(3),
    "baseAmount" DECIMAL(19,4),
    "expectedCloseOn" DATE,
    "category" "ForecastCategory" NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "activities7" INTEGER NOT NULL,
    "activities28" INTEGER NOT NULL,
    "daysSinceActivity" INTEGER,
    "contacts" INTEGER NOT NULL,
    "pushes" INTEGER NOT NULL,
    "amountChanges" INTEGER NOT NULL,
    "accountWonBefore" INTEGER NOT NULL,
    "nextStep" BOOLEAN NOT NULL,
    "source" TEXT,
    "industry" TEXT,
    "product" TEXT,

    CONSTRAINT "PipelineSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SnapshotDay" (
    "organizationId" UUID NOT NULL,
    "takenOn" DATE NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "deals" INTEGER NOT NULL DEFAULT 0,
    "completedAt" TIMESTAMPTZ(3),
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "SnapshotDay_pkey" PRIMARY KEY ("organizationId","takenOn")
);

-- CreateTable
CREATE TABLE "Quota" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "memberId" UUID,
    "teamId" UUID,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastModel" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "windowStart" DATE NOT NULL,
    "windowEnd" DATE NOT NULL,
    "closedDeals" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "metrics" JSONB NOT NULL,
    "content" BYTEA NOT NULL,
    "trainedAt" TIMESTAMPTZ(3) NOT NULL,
    "trainedById" UUID,
    "inService" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ForecastModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastTraining" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "conversationId" UUID,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leasedUntil" TIMESTAMPTZ(3),
    "tell" JSONB NOT NULL,
    "progressId" UUID,

    CONSTRAINT "ForecastTraining_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastSubscription" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "memberId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "tell" JSONB NOT NULL DEFAULT '{}',
    "sentFor" DATE NOT NULL,
    "warned" JSONB NOT NULL DEFAULT '{}',
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ForecastSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PipelineSnapshot_organizationId_dealId_idx" ON "PipelineSnapshot"("organizationId", "dealId");

-- CreateIndex
CREATE UNIQUE INDEX "PipelineSnapshot_organizationId_takenOn_dealId_key" ON "PipelineSnapshot"("organizationId", "takenOn", "dealId");

-- CreateIndex
CREATE INDEX "Quota_organizationId_startsOn_idx" ON "Quota"("organizationId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "Quota_organizationId_id_key" ON "Quota"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastModel_organizationId_id_key" ON "ForecastModel"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastModel_organizationId_number_key" ON "ForecastModel"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastModel_organizationId_inService_key" ON "ForecastModel"("organizationId", "inService") WHERE ("inService");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastTraining_organizationId_key" ON "ForecastTraining"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastTraining_organizationId_id_key" ON "ForecastTraining"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastSubscription_organizationId_id_key" ON "ForecastSubscription"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastSubscription_organizationId_memberId_kind_key" ON "ForecastSubscription"("organizationId", "memberId", "kind");

-- AddForeignKey
ALTER TABLE "PipelineSnapshot" ADD CONSTRAINT "PipelineSnapshot_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PipelineSnapshot" ADD CONSTRAINT "PipelineSnapshot_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PipelineSnapshot" ADD CONSTRAINT "PipelineSnapshot_organizationId_pipelineId_stageId_fkey" FOREIGN KEY ("organizationId", "pipelineId", "stageId") REFERENCES "Stage"("organizationId", "pipelineId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PipelineSnapshot" ADD CONSTRAINT "PipelineSnapshot_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quota" ADD CONSTRAINT "Quota_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quota" ADD CONSTRAINT "Quota_organizationId_teamId_fkey" FOREIGN KEY ("organizationId", "teamId") REFERENCES "Team"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastModel" ADD CONSTRAINT "ForecastModel_organizationId_trainedById_fkey" FOREIGN KEY ("organizationId", "trainedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastTraining" ADD CONSTRAINT "ForecastTraining_organizationId_actorId_fkey" FOREIGN KEY ("organizationId", "actorId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastSubscription" ADD CONSTRAINT "ForecastSubscription_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Quota"
  ADD CONSTRAINT "Quota_amount_not_negative" CHECK ("amount" >= 0),
  ADD CONSTRAINT "Quota_period_runs_forward" CHECK ("startsOn" <= "endsOn"),
  ADD CONSTRAINT "Quota_of_one" CHECK ("memberId" IS NULL OR "teamId" IS NULL);
-- One quota for whoever and period; two null owners are one, too.
CREATE UNIQUE INDEX "Quota_one_for_period" ON "Quota" ("organizationId", COALESCE("memberId", "teamId", "organizationId"), "startsOn", "endsOn") WHERE "deletedAt" IS NULL;
ALTER TABLE "ForecastSubscription" ADD CONSTRAINT "ForecastSubscription_kind" CHECK ("kind" IN ('weekly', 'alerts'));

-- What was known on a day stays what was known on that day.
CREATE FUNCTION parley_refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a snapshot is never changed';
END $$;
-- After the foreign keys were looked at, whose triggers come before it by name; what a pipeline is called by may change with it.
CREATE TRIGGER never_changed AFTER UPDATE ON "PipelineSnapshot" FOR EACH ROW
  WHEN (to_jsonb(OLD) - '{organizationId,pipelineId}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{organizationId,pipelineId}'::text[])
  EXECUTE FUNCTION parley_refuse_snapshot_change();

SELECT parley_guard_tables();
