-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "versions" TEXT[];

-- AlterTable
ALTER TABLE "AskedQuestion" ADD COLUMN     "passage" INTEGER;

-- CreateTable
CREATE TABLE "Feedback" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "identityId" UUID NOT NULL,
    "rating" INTEGER NOT NULL,
    "comment" TEXT,
    "questionId" UUID,
    "ticketId" UUID,
    "agentId" UUID,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Walkthrough" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "audience" "Audience" NOT NULL,
    "steps" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Walkthrough_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GapSubscription" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "memberId" UUID NOT NULL,
    "tell" JSONB NOT NULL DEFAULT '{}',
    "sentFor" DATE NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "GapSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnowledgeDraft" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "path" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,

    CONSTRAINT "KnowledgeDraft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AskedQuestion_organizationId_at_idx" ON "AskedQuestion"("organizationId", "at");

-- CreateIndex
CREATE INDEX "Feedback_organizationId_updatedAt_idx" ON "Feedback"("organizationId", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_organizationId_id_key" ON "Feedback"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_organizationId_identityId_questionId_key" ON "Feedback"("organizationId", "identityId", "questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Feedback_organizationId_identityId_ticketId_key" ON "Feedback"("organizationId", "identityId", "ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "Walkthrough_organizationId_conversationId_identityId_key" ON "Walkthrough"("organizationId", "conversationId", "identityId");

-- CreateIndex
CREATE UNIQUE INDEX "GapSubscription_organizationId_id_key" ON "GapSubscription"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "GapSubscription_organizationId_memberId_key" ON "GapSubscription"("organizationId", "memberId");

-- CreateIndex
CREATE UNIQUE INDEX "KnowledgeDraft_organizationId_id_key" ON "KnowledgeDraft"("organizationId", "id");

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_organizationId_questionId_fkey" FOREIGN KEY ("organizationId", "questionId") REFERENCES "AskedQuestion"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_organizationId_agentId_fkey" FOREIGN KEY ("organizationId", "agentId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Walkthrough" ADD CONSTRAINT "Walkthrough_organizationId_conversationId_fkey" FOREIGN KEY ("organizationId", "conversationId") REFERENCES "Conversation"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GapSubscription" ADD CONSTRAINT "GapSubscription_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnowledgeDraft" ADD CONSTRAINT "KnowledgeDraft_organizationId_createdById_fkey" FOREIGN KEY ("organizationId", "createdById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnowledgeDraft" ADD CONSTRAINT "KnowledgeDraft_organizationId_approvedById_fkey" FOREIGN KEY ("organizationId", "approvedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_rating_check" CHECK ("rating" BETWEEN 1 AND 5);

SELECT parley_guard_tables();
