-- CreateEnum
CREATE TYPE "SeatState" AS ENUM ('REQUESTED', 'HELD', 'ENDED');

-- AlterEnum
ALTER TYPE "ResultState" ADD VALUE 'ANNULLED';

-- DropIndex
DROP INDEX "Referral_bodyId_fileNumber_key";

-- AlterTable
ALTER TABLE "SignInLink" ADD COLUMN     "sittingId" UUID;

-- AlterTable
ALTER TABLE "Booking" ADD COLUMN     "releasedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "SittingSeat" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "authSessionId" UUID NOT NULL,
    "state" "SeatState" NOT NULL,
    "isStation" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "heldAt" TIMESTAMP(3),
    "frozenAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SittingSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoomEntry" (
    "roomId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "firstAt" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoomEntry_pkey" PRIMARY KEY ("roomId","accountId")
);

-- CreateIndex
CREATE INDEX "SittingSeat_sittingId_state_idx" ON "SittingSeat"("sittingId", "state");

-- CreateIndex
CREATE INDEX "SittingSeat_authSessionId_idx" ON "SittingSeat"("authSessionId");

-- CreateIndex
CREATE INDEX "RoomEntry_accountId_idx" ON "RoomEntry"("accountId");

-- CreateIndex
CREATE INDEX "SignInLink_sittingId_idx" ON "SignInLink"("sittingId");

-- CreateIndex
CREATE INDEX "Referral_bodyId_fileNumber_idx" ON "Referral"("bodyId", "fileNumber");

-- CreateIndex
CREATE INDEX "SessionAdviser_accountId_idx" ON "SessionAdviser"("accountId");

-- CreateIndex
CREATE INDEX "Result_state_idx" ON "Result"("state");

-- CreateIndex
CREATE INDEX "ResultDecision_reportId_idx" ON "ResultDecision"("reportId");

-- CreateIndex
CREATE INDEX "HelpCall_callerId_idx" ON "HelpCall"("callerId");

-- CreateIndex
CREATE INDEX "HelpCall_answeredAt_createdAt_idx" ON "HelpCall"("answeredAt", "createdAt");

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SittingSeat" ADD CONSTRAINT "SittingSeat_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SittingSeat" ADD CONSTRAINT "SittingSeat_authSessionId_fkey" FOREIGN KEY ("authSessionId") REFERENCES "AuthSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomEntry" ADD CONSTRAINT "RoomEntry_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomEntry" ADD CONSTRAINT "RoomEntry_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One seat is held at a time, and a browser asks once.
CREATE UNIQUE INDEX "SittingSeat_one_held" ON "SittingSeat" ("sittingId") WHERE state = 'HELD';
CREATE UNIQUE INDEX "SittingSeat_one_live" ON "SittingSeat" ("sittingId", "authSessionId") WHERE state <> 'ENDED';
-- A booking that was released stays with its sitting; the next one takes its place.
DROP INDEX "Booking_one_active";
CREATE UNIQUE INDEX "Booking_one_active" ON "Booking" ("registrationId") WHERE "isActive" AND "releasedAt" IS NULL;
ALTER TABLE "ResultDecision" DROP CONSTRAINT "ResultDecision_kind";
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_kind" CHECK (kind IN ('CONFIRM', 'HOLD', 'RELEASE', 'ANNUL'));
