-- CreateTable
CREATE TABLE "RescueImport" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "fileHash" TEXT NOT NULL,
    "operations" INTEGER NOT NULL,
    "importedById" UUID NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RescueImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RescueImport_fileHash_key" ON "RescueImport"("fileHash");

-- CreateIndex
CREATE INDEX "RescueImport_runId_idx" ON "RescueImport"("runId");

-- AddForeignKey
ALTER TABLE "RescueImport" ADD CONSTRAINT "RescueImport_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RescueImport" ADD CONSTRAINT "RescueImport_importedById_fkey" FOREIGN KEY ("importedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RescueImport" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "RescueImport" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
