-- CreateEnum
CREATE TYPE "SideCameraEnd" AS ENUM ('REPLACED', 'PAGE', 'TELEPHONE');

-- CreateEnum
CREATE TYPE "SideCameraRule" AS ENUM ('OFF', 'OFFERED', 'REQUIRED');

-- AlterTable
ALTER TABLE "SessionLockdown" ADD COLUMN     "sideCamera" "SideCameraRule" NOT NULL DEFAULT 'OFFERED';

-- CreateTable
CREATE TABLE "SideCamera" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tokenHash" TEXT,
    "agreedTo" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedBy" "SideCameraEnd",
    "isLive" BOOLEAN NOT NULL DEFAULT false,
    "seenAt" TIMESTAMP(3),

    CONSTRAINT "SideCamera_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SideCamera_codeHash_key" ON "SideCamera"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "SideCamera_tokenHash_key" ON "SideCamera"("tokenHash");

-- CreateIndex
CREATE INDEX "SideCamera_sittingId_idx" ON "SideCamera"("sittingId");

-- AddForeignKey
ALTER TABLE "SideCamera" ADD CONSTRAINT "SideCamera_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One code that waits and one telephone at a time; what was used or ended stays so.
CREATE UNIQUE INDEX "SideCamera_one_waiting" ON "SideCamera" ("sittingId") WHERE "usedAt" IS NULL AND "endedAt" IS NULL;
CREATE UNIQUE INDEX "SideCamera_one_paired" ON "SideCamera" ("sittingId") WHERE "usedAt" IS NOT NULL AND "endedAt" IS NULL;
ALTER TABLE "SideCamera"
  ADD CONSTRAINT "SideCamera_used" CHECK (("usedAt" IS NULL) = ("tokenHash" IS NULL) AND ("usedAt" IS NULL) = ("agreedTo" IS NULL)),
  ADD CONSTRAINT "SideCamera_ended" CHECK (("endedAt" IS NULL) = ("endedBy" IS NULL)),
  ADD CONSTRAINT "SideCamera_in_time" CHECK ("usedAt" < "expiresAt");

CREATE FUNCTION side_camera_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."endedAt" IS NOT NULL
    OR (OLD."usedAt" IS NOT NULL AND (NEW."usedAt", NEW."tokenHash", NEW."agreedTo") IS DISTINCT FROM (OLD."usedAt", OLD."tokenHash", OLD."agreedTo"))
    OR (NEW."sittingId", NEW."codeHash", NEW."createdAt", NEW."expiresAt") IS DISTINCT FROM (OLD."sittingId", OLD."codeHash", OLD."createdAt", OLD."expiresAt")
  THEN
    RAISE EXCEPTION 'A code of a second camera is used once, and what ended stays ended.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON "SideCamera" FOR EACH ROW EXECUTE FUNCTION side_camera_once();
