-- CreateTable
CREATE TABLE "ExportJob" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "scope" JSONB NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "leasedUntil" TIMESTAMPTZ(3),
    "tell" JSONB NOT NULL,
    "progressId" UUID,

    CONSTRAINT "ExportJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExportPart" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "exportId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "ExportPart_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExportJob_organizationId_id_key" ON "ExportJob"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExportPart_organizationId_exportId_position_key" ON "ExportPart"("organizationId", "exportId", "position");

-- AddForeignKey
ALTER TABLE "ExportJob" ADD CONSTRAINT "ExportJob_organizationId_actorId_fkey" FOREIGN KEY ("organizationId", "actorId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExportPart" ADD CONSTRAINT "ExportPart_organizationId_exportId_fkey" FOREIGN KEY ("organizationId", "exportId") REFERENCES "ExportJob"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT parley_guard_tables();
