-- A sealed segment is evidence.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RecordingSegment" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "RecordingSegment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A key is a sitting's or a room's, never both.
ALTER TABLE "RecordingKey" ADD CONSTRAINT "RecordingKey_one_owner" CHECK (("sittingId" IS NULL) <> ("roomId" IS NULL));
-- A key that was destroyed is not there any more.
ALTER TABLE "RecordingKey" ADD CONSTRAINT "RecordingKey_destroyed" CHECK ((wrapped IS NULL) = ("destroyedAt" IS NOT NULL));
