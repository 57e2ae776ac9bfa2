-- What a person said beside a fact stays where it stands; the table now takes their words beside any line of their record.
ALTER TABLE "ObservationNote" RENAME TO "RecordNote";
ALTER TABLE "RecordNote" RENAME CONSTRAINT "ObservationNote_pkey" TO "RecordNote_pkey";
ALTER TABLE "RecordNote" RENAME CONSTRAINT "ObservationNote_observationId_sittingId_fkey" TO "RecordNote_observationId_sittingId_fkey";
ALTER TABLE "RecordNote" RENAME CONSTRAINT "ObservationNote_text" TO "RecordNote_text";
ALTER INDEX "ObservationNote_observationId_idx" RENAME TO "RecordNote_observationId_idx";

-- AlterTable
ALTER TABLE "RecordNote" ALTER COLUMN "observationId" DROP NOT NULL,
ADD COLUMN     "timeEntryId" UUID,
ADD COLUMN     "runId" UUID,
ADD COLUMN     "identityCheckId" UUID;

-- CreateIndex
CREATE INDEX "RecordNote_timeEntryId_idx" ON "RecordNote"("timeEntryId");

-- CreateIndex
CREATE INDEX "RecordNote_identityCheckId_idx" ON "RecordNote"("identityCheckId");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityRun_id_sittingId_key" ON "ActivityRun"("id", "sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "TimeEntry_id_runId_key" ON "TimeEntry"("id", "runId");

-- CreateIndex
CREATE UNIQUE INDEX "IdentityCheck_id_sittingId_key" ON "IdentityCheck"("id", "sittingId");

-- AddForeignKey
ALTER TABLE "RecordNote" ADD CONSTRAINT "RecordNote_timeEntryId_runId_fkey" FOREIGN KEY ("timeEntryId", "runId") REFERENCES "TimeEntry"("id", "runId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordNote" ADD CONSTRAINT "RecordNote_runId_sittingId_fkey" FOREIGN KEY ("runId", "sittingId") REFERENCES "ActivityRun"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordNote" ADD CONSTRAINT "RecordNote_identityCheckId_sittingId_fkey" FOREIGN KEY ("identityCheckId", "sittingId") REFERENCES "IdentityCheck"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A note stands beside exactly one line, and names the run where that line is of time: else no key would hold it to its sitting.
ALTER TABLE "RecordNote" ADD CONSTRAINT "RecordNote_line"
  CHECK (num_nonnulls("observationId", "timeEntryId", "identityCheckId") = 1 AND ("timeEntryId" IS NULL) = ("runId" IS NULL));
