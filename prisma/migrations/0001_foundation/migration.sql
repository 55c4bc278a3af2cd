-- CreateEnum
CREATE TYPE "InboundStatus" AS ENUM ('waiting', 'done', 'failed');

-- CreateEnum
CREATE TYPE "OutboundStatus" AS ENUM ('waiting', 'sending', 'sent', 'unsure', 'failed');

-- CreateEnum
CREATE TYPE "PendingKind" AS ENUM ('missing', 'choose', 'confirm', 'create');

-- CreateEnum
CREATE TYPE "DealStatus" AS ENUM ('open', 'won', 'lost');

-- CreateEnum
CREATE TYPE "StageKind" AS ENUM ('open', 'won', 'lost');

-- CreateEnum
CREATE TYPE "ActivityKind" AS ENUM ('call', 'email', 'meeting', 'note');

-- CreateEnum
CREATE TYPE "TaskStatus" AS ENUM ('open', 'done');

-- CreateEnum
CREATE TYPE "Origin" AS ENUM ('chat', 'rule', 'import', 'api', 'system', 'seed');

-- CreateEnum
CREATE TYPE "ChangeOperation" AS ENUM ('create', 'update', 'delete', 'restore');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'manager', 'rep', 'support', 'viewer');

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('en', 'zh');

-- CreateEnum
CREATE TYPE "Provider" AS ENUM ('slack', 'teams', 'console');

-- CreateTable
CREATE TABLE "InboundEvent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "eventKey" TEXT NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "status" "InboundStatus" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "reply" JSONB,

    CONSTRAINT "InboundEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "replyTo" JSONB NOT NULL,
    "reply" JSONB NOT NULL,
    "status" "OutboundStatus" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "availableAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "ref" TEXT,
    "lastError" TEXT,

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "key" TEXT NOT NULL,
    "focus" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PendingAction" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "kind" "PendingKind" NOT NULL,
    "question" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PendingAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "domain" TEXT,
    "industry" TEXT,
    "employees" INTEGER,
    "region" TEXT,
    "ownerId" UUID,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "phoneKey" TEXT,
    "accountId" UUID,
    "ownerId" UUID,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pipeline" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Pipeline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Stage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "StageKind" NOT NULL,
    "probability" DECIMAL(5,4) NOT NULL,
    "rotAfterDays" INTEGER,

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deal" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "contactId" UUID,
    "pipelineId" UUID NOT NULL,
    "stageId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "status" "DealStatus" NOT NULL DEFAULT 'open',
    "amount" DECIMAL(19,4),
    "currency" CHAR(3),
    "closeDate" DATE,
    "closedOn" DATE,
    "lossReason" TEXT,
    "nextStep" TEXT,
    "product" TEXT,
    "stageEnteredAt" TIMESTAMPTZ(3) NOT NULL,
    "lastActivityAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "kind" "ActivityKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "summary" TEXT,
    "authorId" UUID NOT NULL,
    "accountId" UUID,
    "dealId" UUID,
    "contactId" UUID,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "title" TEXT NOT NULL,
    "dueOn" DATE,
    "dueAt" TIMESTAMPTZ(3),
    "status" "TaskStatus" NOT NULL DEFAULT 'open',
    "doneAt" TIMESTAMPTZ(3),
    "assigneeId" UUID NOT NULL,
    "accountId" UUID,
    "dealId" UUID,
    "contactId" UUID,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeSet" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "actorId" UUID,
    "origin" "Origin" NOT NULL,
    "conversationId" UUID,
    "commands" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoesId" UUID,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChangeSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "changeSetId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "entity" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "operation" "ChangeOperation" NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "baseCurrency" CHAR(3) NOT NULL DEFAULT 'USD',
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "locale" "Locale" NOT NULL DEFAULT 'en',
    "fiscalYearStartMonth" INTEGER NOT NULL DEFAULT 1,
    "weekStartsOnSunday" BOOLEAN NOT NULL DEFAULT false,
    "newMemberRole" "Role" NOT NULL DEFAULT 'rep',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "email" TEXT,
    "role" "Role" NOT NULL,
    "managerId" UUID,
    "teamId" UUID,
    "locale" "Locale",
    "timeZone" TEXT,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatInstallation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "tenantKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChatInstallation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExternalIdentity" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "tenantKey" TEXT NOT NULL,
    "userKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "memberId" UUID,
    "contactId" UUID,
    "outsider" BOOLEAN NOT NULL DEFAULT false,
    "locale" "Locale",
    "timeZone" TEXT,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExternalIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NumberSequence" (
    "organizationId" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "NumberSequence_pkey" PRIMARY KEY ("organizationId","entity")
);

-- CreateIndex
CREATE INDEX "InboundEvent_conversationKey_id_idx" ON "InboundEvent"("conversationKey", "id") WHERE ("status" = 'waiting');

-- CreateIndex
CREATE INDEX "InboundEvent_status_receivedAt_idx" ON "InboundEvent"("status", "receivedAt") WHERE ("status" = 'waiting');

-- CreateIndex
CREATE UNIQUE INDEX "InboundEvent_organizationId_provider_eventKey_key" ON "InboundEvent"("organizationId", "provider", "eventKey");

-- CreateIndex
CREATE INDEX "OutboundMessage_availableAt_idx" ON "OutboundMessage"("availableAt") WHERE (status = ANY (ARRAY['waiting'::"OutboundStatus", 'sending'::"OutboundStatus"]));

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_organizationId_id_key" ON "Conversation"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_organizationId_provider_key_key" ON "Conversation"("organizationId", "provider", "key");

-- CreateIndex
CREATE UNIQUE INDEX "PendingAction_conversationId_identityId_key" ON "PendingAction"("conversationId", "identityId");

-- CreateIndex
CREATE INDEX "Account_organizationId_nameKey_idx" ON "Account"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Account_organizationId_ownerId_idx" ON "Account"("organizationId", "ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_organizationId_id_key" ON "Account"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Account_organizationId_number_key" ON "Account"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Account_organizationId_domain_key" ON "Account"("organizationId", "domain") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Contact_organizationId_nameKey_idx" ON "Contact"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Contact_organizationId_accountId_idx" ON "Contact"("organizationId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_id_key" ON "Contact"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_number_key" ON "Contact"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_email_key" ON "Contact"("organizationId", "email") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_organizationId_id_key" ON "Pipeline"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_organizationId_name_key" ON "Pipeline"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_organizationId_isDefault_key" ON "Pipeline"("organizationId", "isDefault") WHERE ("isDefault");

-- CreateIndex
CREATE UNIQUE INDEX "Stage_organizationId_pipelineId_id_key" ON "Stage"("organizationId", "pipelineId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Stage_organizationId_pipelineId_key_key" ON "Stage"("organizationId", "pipelineId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Stage_organizationId_pipelineId_position_key" ON "Stage"("organizationId", "pipelineId", "position");

-- CreateIndex
CREATE INDEX "Deal_organizationId_nameKey_idx" ON "Deal"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Deal_organizationId_accountId_idx" ON "Deal"("organizationId", "accountId");

-- CreateIndex
CREATE INDEX "Deal_organizationId_ownerId_status_closeDate_idx" ON "Deal"("organizationId", "ownerId", "status", "closeDate");

-- CreateIndex
CREATE INDEX "Deal_organizationId_status_closedOn_idx" ON "Deal"("organizationId", "status", "closedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_organizationId_id_key" ON "Deal"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_organizationId_number_key" ON "Deal"("organizationId", "number");

-- CreateIndex
CREATE INDEX "Activity_organizationId_accountId_at_idx" ON "Activity"("organizationId", "accountId", "at");

-- CreateIndex
CREATE INDEX "Activity_organizationId_dealId_at_idx" ON "Activity"("organizationId", "dealId", "at");

-- CreateIndex
CREATE INDEX "Activity_organizationId_contactId_at_idx" ON "Activity"("organizationId", "contactId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_organizationId_id_key" ON "Activity"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_organizationId_number_key" ON "Activity"("organizationId", "number");

-- CreateIndex
CREATE INDEX "Task_organizationId_assigneeId_status_dueOn_idx" ON "Task"("organizationId", "assigneeId", "status", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Task_organizationId_id_key" ON "Task"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Task_organizationId_number_key" ON "Task"("organizationId", "number");

-- CreateIndex
CREATE INDEX "ChangeSet_organizationId_actorId_at_idx" ON "ChangeSet"("organizationId", "actorId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeSet_organizationId_id_key" ON "ChangeSet"("organizationId", "id");

-- CreateIndex
CREATE INDEX "Change_organizationId_entity_recordId_idx" ON "Change"("organizationId", "entity", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "Change_organizationId_changeSetId_position_key" ON "Change"("organizationId", "changeSetId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Member_organizationId_id_key" ON "Member"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Member_organizationId_email_key" ON "Member"("organizationId", "email") WHERE ("deletedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_id_key" ON "Team"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_name_key" ON "Team"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "ChatInstallation_provider_tenantKey_key" ON "ChatInstallation"("provider", "tenantKey");

-- CreateIndex
CREATE UNIQUE INDEX "ExternalIdentity_provider_tenantKey_userKey_key" ON "ExternalIdentity"("provider", "tenantKey", "userKey");

-- AddForeignKey
ALTER TABLE "PendingAction" ADD CONSTRAINT "PendingAction_organizationId_conversationId_fkey" FOREIGN KEY ("organizationId", "conversationId") REFERENCES "Conversation"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_pipelineId_fkey" FOREIGN KEY ("organizationId", "pipelineId") REFERENCES "Pipeline"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_pipelineId_stageId_fkey" FOREIGN KEY ("organizationId", "pipelineId", "stageId") REFERENCES "Stage"("organizationId", "pipelineId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deal" ADD CONSTRAINT "Deal_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_authorId_fkey" FOREIGN KEY ("organizationId", "authorId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_assigneeId_fkey" FOREIGN KEY ("organizationId", "assigneeId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_dealId_fkey" FOREIGN KEY ("organizationId", "dealId") REFERENCES "Deal"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeSet" ADD CONSTRAINT "ChangeSet_organizationId_actorId_fkey" FOREIGN KEY ("organizationId", "actorId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Change" ADD CONSTRAINT "Change_organizationId_changeSetId_fkey" FOREIGN KEY ("organizationId", "changeSetId") REFERENCES "ChangeSet"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organizationId_managerId_fkey" FOREIGN KEY ("organizationId", "managerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organizationId_teamId_fkey" FOREIGN KEY ("organizationId", "teamId") REFERENCES "Team"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatInstallation" ADD CONSTRAINT "ChatInstallation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExternalIdentity" ADD CONSTRAINT "ExternalIdentity_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExternalIdentity" ADD CONSTRAINT "ExternalIdentity_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
