-- CreateEnum
CREATE TYPE "ClipState" AS ENUM ('ASKED', 'KEEPING', 'KEPT', 'MISSED');

-- AlterTable
ALTER TABLE "MediaNode" ADD COLUMN     "isStorageLow" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "RecordingTrack" ADD COLUMN     "clipId" UUID;

-- CreateTable
CREATE TABLE "RecordingClip" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "state" "ClipState" NOT NULL,
    "secondsBefore" INTEGER NOT NULL,
    "secondsAfter" INTEGER NOT NULL,
    "askedById" UUID,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecordingClip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingPolicy" (
    "version" INTEGER NOT NULL,
    "isOralFilmed" BOOLEAN NOT NULL,
    "reviewDays" INTEGER NOT NULL,
    "keepDays" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecordingPolicy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "RecordingHold" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placedById" UUID NOT NULL,
    "placedAt" TIMESTAMP(3) NOT NULL,
    "liftedById" UUID,
    "liftedAt" TIMESTAMP(3),

    CONSTRAINT "RecordingHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingDestruction" (
    "id" UUID NOT NULL,
    "keyId" UUID NOT NULL,
    "sittingId" UUID,
    "certificate" JSONB NOT NULL,
    "signature" BYTEA NOT NULL,
    "destroyedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecordingDestruction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RecordingClip_roomId_state_idx" ON "RecordingClip"("roomId", "state");

-- CreateIndex
CREATE INDEX "RecordingClip_sittingId_idx" ON "RecordingClip"("sittingId");

-- CreateIndex
CREATE INDEX "RecordingHold_sittingId_idx" ON "RecordingHold"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordingDestruction_keyId_key" ON "RecordingDestruction"("keyId");

-- AddForeignKey
ALTER TABLE "RecordingTrack" ADD CONSTRAINT "RecordingTrack_clipId_fkey" FOREIGN KEY ("clipId") REFERENCES "RecordingClip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingClip" ADD CONSTRAINT "RecordingClip_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingClip" ADD CONSTRAINT "RecordingClip_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingClip" ADD CONSTRAINT "RecordingClip_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingPolicy" ADD CONSTRAINT "RecordingPolicy_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingHold" ADD CONSTRAINT "RecordingHold_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingHold" ADD CONSTRAINT "RecordingHold_placedById_fkey" FOREIGN KEY ("placedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingHold" ADD CONSTRAINT "RecordingHold_liftedById_fkey" FOREIGN KEY ("liftedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingDestruction" ADD CONSTRAINT "RecordingDestruction_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "RecordingKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was decided and what was destroyed is evidence.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RecordingPolicy" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "RecordingPolicy" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RecordingDestruction" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "RecordingDestruction" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Nothing is destroyed while one person has a reason to keep it; one reason at a time.
CREATE UNIQUE INDEX "RecordingHold_open" ON "RecordingHold" ("sittingId") WHERE "liftedAt" IS NULL;
ALTER TABLE "RecordingHold" ADD CONSTRAINT "RecordingHold_lifted" CHECK (("liftedAt" IS NULL) = ("liftedById" IS NULL));
-- A key that was destroyed does not come back.
CREATE FUNCTION refuse_key_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."destroyedAt" IS NOT NULL THEN RAISE EXCEPTION 'RecordingKey_destroyed violated: a destroyed key stays destroyed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_destroyed BEFORE UPDATE OR DELETE ON "RecordingKey" FOR EACH ROW EXECUTE FUNCTION refuse_key_again();
-- A key cannot go while its sitting is held, whatever the code says.
CREATE FUNCTION refuse_held_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."destroyedAt" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "RecordingHold" hold WHERE hold."sittingId" = NEW."sittingId" AND hold."liftedAt" IS NULL
  ) THEN RAISE EXCEPTION 'RecordingKey_held violated: this sitting is held'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER not_while_held BEFORE UPDATE ON "RecordingKey" FOR EACH ROW EXECUTE FUNCTION refuse_held_key();
