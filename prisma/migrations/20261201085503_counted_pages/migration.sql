-- CreateTable
CREATE TABLE "CountedPage" (
    "runId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "leaseEpoch" INTEGER NOT NULL,
    "through" INTEGER NOT NULL,
    "countedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CountedPage_pkey" PRIMARY KEY ("runId","clientId","leaseEpoch","through")
);

-- AddForeignKey
ALTER TABLE "CountedPage" ADD CONSTRAINT "CountedPage_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Evidence is append-only.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "CountedPage" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "CountedPage" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
