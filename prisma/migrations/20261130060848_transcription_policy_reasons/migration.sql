-- AlterTable
ALTER TABLE "TranscriptionPolicy" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "setById" UUID;

-- AddForeignKey
ALTER TABLE "TranscriptionPolicy" ADD CONSTRAINT "TranscriptionPolicy_setById_fkey" FOREIGN KEY ("setById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
