-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "isPractice" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Booking" ADD COLUMN     "isPractice" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "TechCheck" ADD COLUMN     "contentHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "signature" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "SaveProbe" (
    "registrationId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SaveProbe_pkey" PRIMARY KEY ("registrationId")
);

-- AddForeignKey
ALTER TABLE "SaveProbe" ADD CONSTRAINT "SaveProbe_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A practice is begun as often as one likes; a real seat is held once.
DROP INDEX "Booking_one_active";
CREATE UNIQUE INDEX "Booking_one_active" ON "Booking" ("registrationId") WHERE "isActive" AND NOT "isPractice";
CREATE UNIQUE INDEX "Session_one_practice" ON "Session" ("isPractice") WHERE "isPractice";

-- What was measured is kept as it was signed.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "TechCheck" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Nothing is ever recorded, marked or issued from a practice, whatever a program believes.
CREATE FUNCTION refuse_practice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Sitting" JOIN "Session" ON "Session".id = "Sitting"."sessionId"
             WHERE "Sitting".id = NEW."sittingId" AND "Session"."isPractice") THEN
    RAISE EXCEPTION 'table % takes nothing from a practice', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['IdentityCheck', 'Observation', 'GateOpinion', 'Prompt', 'Scan', 'Transcription',
    'MarkingTask', 'MarkDraft', 'Mark', 'Result', 'Report', 'Attestation']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_practice BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_practice()', kept);
  END LOOP;
END $$;
