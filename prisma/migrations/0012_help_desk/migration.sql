-- The help desk: tickets, what was said in them, how the desk works; a message posted in the thread of another one.

-- CreateEnum
CREATE TYPE "TicketPriority" AS ENUM ('low', 'normal', 'high', 'urgent');

-- CreateEnum
CREATE TYPE "TicketStatus" AS ENUM ('new', 'open', 'waiting', 'closed');

-- CreateEnum
CREATE TYPE "TicketOutcome" AS ENUM ('confirmed', 'assumed');

-- CreateEnum
CREATE TYPE "TicketMessageKind" AS ENUM ('customer', 'agent', 'note', 'event');

-- AlterTable
ALTER TABLE "ExternalIdentity" ADD COLUMN     "reach" TEXT;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "internal" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "underId" UUID;

-- CreateTable
CREATE TABLE "Ticket" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "origin" "Origin" NOT NULL DEFAULT 'chat',
    "subject" TEXT NOT NULL,
    "priority" "TicketPriority" NOT NULL DEFAULT 'normal',
    "status" "TicketStatus" NOT NULL DEFAULT 'new',
    "language" "Locale" NOT NULL,
    "accountId" UUID,
    "contactId" UUID,
    "requesterId" UUID NOT NULL,
    "requesterName" TEXT NOT NULL,
    "assigneeId" UUID,
    "followsId" UUID,
    "firstReplyWarnAt" TIMESTAMPTZ(3),
    "firstReplyDueAt" TIMESTAMPTZ(3) NOT NULL,
    "firstReplyAt" TIMESTAMPTZ(3),
    "firstReplyLateAt" TIMESTAMPTZ(3),
    "resolutionWarnAt" TIMESTAMPTZ(3),
    "resolutionDueAt" TIMESTAMPTZ(3) NOT NULL,
    "resolutionLateAt" TIMESTAMPTZ(3),
    "pausedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedById" UUID,
    "resolution" TEXT,
    "outcome" "TicketOutcome",
    "reopened" INTEGER NOT NULL DEFAULT 0,
    "provider" "Provider" NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "replyTo" JSONB NOT NULL,
    "direct" BOOLEAN NOT NULL,
    "cardId" UUID,
    "lastMessageAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketMessage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" "TicketMessageKind" NOT NULL,
    "author" TEXT NOT NULL,
    "memberId" UUID,
    "event" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportSettings" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "workingDays" TEXT NOT NULL,
    "opensAt" TEXT NOT NULL,
    "closesAt" TEXT NOT NULL,
    "timeZone" TEXT,
    "urgentFirstReply" INTEGER NOT NULL,
    "urgentResolution" INTEGER NOT NULL,
    "highFirstReply" INTEGER NOT NULL,
    "highResolution" INTEGER NOT NULL,
    "normalFirstReply" INTEGER NOT NULL,
    "normalResolution" INTEGER NOT NULL,
    "lowFirstReply" INTEGER NOT NULL,
    "lowResolution" INTEGER NOT NULL,
    "deskProvider" "Provider",
    "deskKey" TEXT,
    "deskReplyTo" TEXT,

    CONSTRAINT "SupportSettings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Ticket_organizationId_requesterId_status_idx" ON "Ticket"("organizationId", "requesterId", "status");

-- CreateIndex
CREATE INDEX "Ticket_organizationId_assigneeId_status_idx" ON "Ticket"("organizationId", "assigneeId", "status");

-- CreateIndex
CREATE INDEX "Ticket_organizationId_status_resolutionDueAt_idx" ON "Ticket"("organizationId", "status", "resolutionDueAt");

-- CreateIndex
CREATE INDEX "Ticket_cardId_idx" ON "Ticket"("cardId");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_organizationId_id_key" ON "Ticket"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_organizationId_number_key" ON "Ticket"("organizationId", "number");

-- CreateIndex
CREATE INDEX "TicketMessage_organizationId_ticketId_at_idx" ON "TicketMessage"("organizationId", "ticketId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "TicketMessage_organizationId_id_key" ON "TicketMessage"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SupportSettings_organizationId_key" ON "SupportSettings"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "SupportSettings_organizationId_id_key" ON "SupportSettings"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExternalIdentity_organizationId_id_key" ON "ExternalIdentity"("organizationId", "id");

-- CreateIndex
CREATE INDEX "OutboundMessage_organizationId_ref_idx" ON "OutboundMessage"("organizationId", "ref") WHERE (ref IS NOT NULL);

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_requesterId_fkey" FOREIGN KEY ("organizationId", "requesterId") REFERENCES "ExternalIdentity"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_accountId_fkey" FOREIGN KEY ("organizationId", "accountId") REFERENCES "Account"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_assigneeId_fkey" FOREIGN KEY ("organizationId", "assigneeId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_closedById_fkey" FOREIGN KEY ("organizationId", "closedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_organizationId_followsId_fkey" FOREIGN KEY ("organizationId", "followsId") REFERENCES "Ticket"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketMessage" ADD CONSTRAINT "TicketMessage_organizationId_ticketId_fkey" FOREIGN KEY ("organizationId", "ticketId") REFERENCES "Ticket"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketMessage" ADD CONSTRAINT "TicketMessage_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A closed ticket says when, and whether it was solved; nothing is due before it was asked.
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_closed" CHECK (("status" = 'closed') = ("closedAt" IS NOT NULL) AND ("status" = 'closed') = ("outcome" IS NOT NULL));

-- Tickets are found by their subject.
CREATE FUNCTION parley_index_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."deletedAt" IS NOT NULL THEN
    DELETE FROM "SearchEntry" WHERE "recordId" = NEW."id";
    RETURN NULL;
  END IF;
  INSERT INTO "SearchEntry" ("recordId", "organizationId", "entity", "number", "ownerId", "open", "at", "key", "also", "more", "text", "pairs")
  VALUES (NEW."id", NEW."organizationId", 'ticket', NEW."number", NEW."assigneeId", NEW."status" <> 'closed', NEW."updatedAt",
    parley_plain(left(NEW."subject", 1000)), parley_plain(NEW."requesterName"), '', '', '{}')
  ON CONFLICT ("recordId") DO UPDATE SET "ownerId" = EXCLUDED."ownerId", "open" = EXCLUDED."open", "at" = EXCLUDED."at",
    "key" = EXCLUDED."key", "also" = EXCLUDED."also";
  RETURN NULL;
END $$;
CREATE TRIGGER "Ticket_searchable" AFTER INSERT OR UPDATE ON "Ticket" FOR EACH ROW EXECUTE FUNCTION parley_index_ticket();
CREATE TRIGGER "Ticket_forgotten" AFTER DELETE ON "Ticket" FOR EACH ROW EXECUTE FUNCTION parley_forget_record();

SELECT parley_guard_tables();
