-- AlterTable
ALTER TABLE "RecordingClip" ADD COLUMN     "observationId" UUID;

-- AlterTable
ALTER TABLE "RecordingPolicy" ADD COLUMN     "areExtractsKept" BOOLEAN NOT NULL DEFAULT true;

-- CreateIndex
CREATE UNIQUE INDEX "RecordingClip_observationId_sittingId_key" ON "RecordingClip"("observationId", "sittingId");

-- AddForeignKey
ALTER TABLE "RecordingClip" ADD CONSTRAINT "RecordingClip_observationId_sittingId_fkey" FOREIGN KEY ("observationId", "sittingId") REFERENCES "Observation"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;
