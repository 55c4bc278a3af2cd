-- What support answers from: articles, passages, the graph of what they are about, and what was asked.

-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('customer', 'member', 'support');

-- CreateEnum
CREATE TYPE "ArticleKind" AS ENUM ('error', 'procedure', 'policy', 'concept', 'faq');

-- CreateTable
CREATE TABLE "Article" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "ArticleKind" NOT NULL,
    "audience" "Audience" NOT NULL,
    "products" TEXT[],
    "updatedOn" DATE,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passage" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "headings" TEXT[],
    "text" TEXT NOT NULL,
    "steps" TEXT[],

    CONSTRAINT "Passage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnowledgeEntity" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "aliasesEn" TEXT[],
    "aliasesZh" TEXT[],

    CONSTRAINT "KnowledgeEntity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnowledgeEdge" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "from" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "provenance" TEXT NOT NULL,

    CONSTRAINT "KnowledgeEdge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnowledgeState" (
    "organizationId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "KnowledgeState_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "AskedQuestion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "identityId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "articles" TEXT[],

    CONSTRAINT "AskedQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Article_organizationId_id_key" ON "Article"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Article_organizationId_language_slug_key" ON "Article"("organizationId", "language", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Passage_organizationId_id_key" ON "Passage"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Passage_organizationId_articleId_position_key" ON "Passage"("organizationId", "articleId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "KnowledgeEntity_organizationId_key_key" ON "KnowledgeEntity"("organizationId", "key");

-- CreateIndex
CREATE INDEX "KnowledgeEdge_organizationId_to_idx" ON "KnowledgeEdge"("organizationId", "to");

-- CreateIndex
CREATE UNIQUE INDEX "KnowledgeEdge_organizationId_from_kind_to_key" ON "KnowledgeEdge"("organizationId", "from", "kind", "to");

-- CreateIndex
CREATE INDEX "AskedQuestion_organizationId_conversationId_identityId_at_idx" ON "AskedQuestion"("organizationId", "conversationId", "identityId", "at");

-- CreateIndex
CREATE INDEX "AskedQuestion_organizationId_outcome_at_idx" ON "AskedQuestion"("organizationId", "outcome", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AskedQuestion_organizationId_id_key" ON "AskedQuestion"("organizationId", "id");

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_organizationId_articleId_fkey" FOREIGN KEY ("organizationId", "articleId") REFERENCES "Article"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT parley_guard_tables();
