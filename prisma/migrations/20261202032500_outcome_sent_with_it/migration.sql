-- A program of the version before may still tell results while this one begins: the day of an outcome is never missing.
CREATE FUNCTION outcome_sent_with_it() RETURNS trigger AS $$
BEGIN
  NEW."outcomeSentAt" := COALESCE(NEW."outcomeSentAt", NEW."sentAt");
  RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER outcome_sent_with_it BEFORE INSERT OR UPDATE ON "Result" FOR EACH ROW EXECUTE FUNCTION outcome_sent_with_it();

-- After the trigger, so that nothing is told between the two.
UPDATE "Result" SET "outcomeSentAt" = "sentAt" WHERE "sentAt" IS NOT NULL AND "outcomeSentAt" IS NULL;
