-- CreateEnum
CREATE TYPE "LockdownLevel" AS ENUM ('REHEARSAL', 'STANDARD', 'STRICT');

-- AlterEnum
ALTER TYPE "TimeCause" ADD VALUE 'DEVICE';

-- AlterTable
ALTER TABLE "Presence" ADD COLUMN     "addressDigest" TEXT;

-- CreateTable
CREATE TABLE "SessionLockdown" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "level" "LockdownLevel" NOT NULL,
    "lockdownVersion" INTEGER NOT NULL,
    "disconnectionVersion" INTEGER NOT NULL,
    "chosenById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionLockdown_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SessionLockdown_sessionId_idx" ON "SessionLockdown"("sessionId");

-- AddForeignKey
ALTER TABLE "SessionLockdown" ADD CONSTRAINT "SessionLockdown_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionLockdown" ADD CONSTRAINT "SessionLockdown_chosenById_fkey" FOREIGN KEY ("chosenById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Under which rules a session was held is evidence.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SessionLockdown" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "SessionLockdown" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
