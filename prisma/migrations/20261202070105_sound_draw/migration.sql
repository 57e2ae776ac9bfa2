-- AlterEnum
ALTER TYPE "MarkRound" ADD VALUE 'SOUND';

-- CreateTable
CREATE TABLE "SoundDraw" (
    "sittingId" UUID NOT NULL,
    "isDrawn" BOOLEAN NOT NULL,
    "percent" INTEGER NOT NULL,
    "drawnAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SoundDraw_pkey" PRIMARY KEY ("sittingId")
);

-- AddForeignKey
ALTER TABLE "SoundDraw" ADD CONSTRAINT "SoundDraw_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A lot is drawn once, and stands.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SoundDraw" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "SoundDraw" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "SoundDraw" ADD CONSTRAINT "SoundDraw_percent" CHECK (percent BETWEEN 0 AND 100);

-- A discussion is heard again once it was drawn and its result was told: it can touch no result any more.
CREATE FUNCTION sound_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.unit NOT IN ('discussion.CO', 'discussion.EO')
    OR NOT EXISTS (SELECT 1 FROM "SoundDraw" WHERE "sittingId" = NEW."sittingId" AND "isDrawn")
    OR NOT EXISTS (SELECT 1 FROM "Result" WHERE "sittingId" = NEW."sittingId" AND "sentReportId" IS NOT NULL AND state <> 'ANNULLED') THEN
    RAISE EXCEPTION 'only a discussion that was drawn and told is heard again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sound_is_due BEFORE INSERT ON "MarkingTask"
  FOR EACH ROW WHEN (NEW.round::text = 'SOUND') EXECUTE FUNCTION sound_is_due();
CREATE TRIGGER round_stays BEFORE UPDATE OF round ON "MarkingTask"
  FOR EACH ROW WHEN (OLD.round IS DISTINCT FROM NEW.round) EXECUTE FUNCTION refuse_change();

-- What is given for a task is a mark of its very place, so that nothing of what counts nowhere becomes a mark that counts.
CREATE FUNCTION mark_is_of_its_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."taskId" IS NULL THEN
    IF NEW.round = 'SOUND' THEN
      RAISE EXCEPTION 'what is heard again is marked for its task' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NOT EXISTS (
    SELECT 1 FROM "MarkingTask" WHERE id = NEW."taskId" AND "sittingId" = NEW."sittingId"
      AND unit = NEW.unit AND round = NEW.round AND "raterId" = NEW."raterId"
  ) THEN
    RAISE EXCEPTION 'a mark is of the place of its task' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mark_is_of_its_task BEFORE INSERT ON "Mark" FOR EACH ROW EXECUTE FUNCTION mark_is_of_its_task();
