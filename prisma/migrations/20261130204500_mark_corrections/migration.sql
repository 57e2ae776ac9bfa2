-- AlterTable
ALTER TABLE "MarkingTask" ADD COLUMN     "besideId" UUID;

-- AddForeignKey
ALTER TABLE "MarkingTask" ADD CONSTRAINT "MarkingTask_besideId_fkey" FOREIGN KEY ("besideId") REFERENCES "MarkingTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "MarkingTask" ADD CONSTRAINT "MarkingTask_beside" CHECK ("besideId" IS NULL OR round = 'ANCHOR');

-- Anchors that were given before: at the same moment, to the same marker, with the same deadline as a live text.
UPDATE "MarkingTask" anchor SET "besideId" = (
  SELECT live.id FROM "MarkingTask" live
  WHERE live."raterId" = anchor."raterId" AND live."createdAt" = anchor."createdAt" AND live."dueAt" = anchor."dueAt"
    AND live.unit = anchor.unit AND live.round <> 'ANCHOR'
  ORDER BY live.id LIMIT 1
) WHERE anchor.round = 'ANCHOR';

-- A correction is another mark of the same place by the same hand, with its reason. Nothing that was held, annulled or told
-- is corrected: the row of the result is held until the correction stands, so that no confirmation passes it by.
CREATE FUNCTION mark_correction_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  former "Mark";
  result "Result";
BEGIN
  SELECT * INTO former FROM "Mark" WHERE id = NEW."supersedesId";
  IF NEW."taskId" IS NOT NULL
    OR (former."sittingId", former.unit, former.round, former.ordinal, former."raterId", cardinality(former.bands))
      IS DISTINCT FROM (NEW."sittingId", NEW.unit, NEW.round, NEW.ordinal, NEW."raterId", cardinality(NEW.bands)) THEN
    RAISE EXCEPTION 'a correction stands in the very place of its mark' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.round <> 'ANCHOR' THEN
    SELECT * INTO result FROM "Result" WHERE "sittingId" = NEW."sittingId" FOR SHARE;
    IF result.state IN ('ON_HOLD', 'RESULT_SENT', 'ANNULLED') OR (NEW.round = 'ORIGINAL' AND result."sentReportId" IS NOT NULL) THEN
      RAISE EXCEPTION 'what was held or told is not corrected' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mark_correction_is_due BEFORE INSERT ON "Mark"
  FOR EACH ROW WHEN (NEW."supersedesId" IS NOT NULL) EXECUTE FUNCTION mark_correction_is_due();

ALTER TABLE "Mark" ADD CONSTRAINT "Mark_reason"
  CHECK ("supersededReason" IS NULL OR (btrim("supersededReason") <> '' AND char_length("supersededReason") <= 1000));

-- Points are corrected for everybody who wrote the same words, as long as nobody was told a result that rests on them.
CREATE FUNCTION answer_correction_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  former "OpenAnswerMark";
BEGIN
  SELECT * INTO former FROM "OpenAnswerMark" WHERE id = NEW."supersedesId";
  IF (former."formId", former."itemId", former.answer, former."raterId")
    IS DISTINCT FROM (NEW."formId", NEW."itemId", NEW.answer, NEW."raterId") THEN
    RAISE EXCEPTION 'a correction stands in the very place of its mark' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM FROM "OpenAnswer" given JOIN "Result" r ON r."sittingId" = given."sittingId"
    WHERE given."formId" = NEW."formId" AND given."itemId" = NEW."itemId" AND given.answer = NEW.answer
      AND r."sentReportId" IS NOT NULL AND r.state <> 'ANNULLED';
  IF FOUND THEN
    RAISE EXCEPTION 'what was told is not corrected' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_correction_is_due BEFORE INSERT ON "OpenAnswerMark"
  FOR EACH ROW WHEN (NEW."supersedesId" IS NOT NULL) EXECUTE FUNCTION answer_correction_is_due();

ALTER TABLE "OpenAnswerMark" ADD CONSTRAINT "OpenAnswerMark_reason"
  CHECK ("supersededReason" IS NULL OR (btrim("supersededReason") <> '' AND char_length("supersededReason") <= 1000));
