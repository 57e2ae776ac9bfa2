ALTER TABLE "ResultDecision" DROP CONSTRAINT "ResultDecision_kind";
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_kind"
  CHECK (kind IN ('CONFIRM', 'HOLD', 'RELEASE', 'PROPOSE_ANNULMENT', 'ANNUL'));

-- An exam counts as nothing where two people of the directorate say so about one report, or an incident was decided so.
CREATE FUNCTION annulment_of_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last "ResultDecision"%ROWTYPE;
BEGIN
  SELECT * INTO last FROM "ResultDecision" WHERE "reportId" = NEW."reportId" ORDER BY "createdAt" DESC, id DESC LIMIT 1;
  IF last.kind = 'PROPOSE_ANNULMENT' AND last."deciderId" <> NEW."deciderId" THEN RETURN NEW; END IF;
  IF EXISTS (
    SELECT 1 FROM "Report" r
    JOIN "Incident" i ON i."sittingId" = r."sittingId"
    JOIN "IncidentDecision" d ON d.id = i."decisionId"
    WHERE r.id = NEW."reportId" AND i.state = 'DECIDED'
      AND NOT EXISTS (SELECT 1 FROM "IncidentReview" v WHERE v."incidentId" = i.id AND v.state = 'REVERSED')
      AND d.effect IN ('RESIT_ACTIVITY', 'VOID_ACTIVITY', 'VOID_EXAM')
  ) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an annulment needs the proposal of another person' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER of_two BEFORE INSERT ON "ResultDecision" FOR EACH ROW WHEN (NEW.kind = 'ANNUL') EXECUTE FUNCTION annulment_of_two();
