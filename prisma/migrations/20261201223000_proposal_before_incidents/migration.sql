-- Whether an incident was decided so that the exam counts as nothing.
CREATE FUNCTION annulled_by_incident(sitting uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM "Incident" i
    JOIN "IncidentDecision" d ON d.id = i."decisionId"
    WHERE i."sittingId" = sitting AND i.state = 'DECIDED'
      AND NOT EXISTS (SELECT 1 FROM "IncidentReview" v WHERE v."incidentId" = i.id AND v.state = 'REVERSED')
      AND d.effect IN ('RESIT_ACTIVITY', 'VOID_ACTIVITY', 'VOID_EXAM')
  )
$$;

-- What somebody proposed before an incident was opened says nothing about the exam as it is known since.
CREATE OR REPLACE FUNCTION annulment_of_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "ResultDecision"%ROWTYPE;
  sitting uuid;
BEGIN
  SELECT "sittingId" INTO sitting FROM "Report" WHERE id = NEW."reportId";
  SELECT * INTO last FROM "ResultDecision" WHERE "reportId" = NEW."reportId" ORDER BY "createdAt" DESC, id DESC LIMIT 1;
  IF last.kind = 'PROPOSE_ANNULMENT' AND last."deciderId" <> NEW."deciderId"
    AND NOT EXISTS (SELECT 1 FROM "Incident" i WHERE i."sittingId" = sitting AND i."openedAt" >= last."createdAt") THEN
    RETURN NEW;
  END IF;
  IF annulled_by_incident(sitting) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an annulment needs the proposal of another person' USING ERRCODE = 'check_violation';
END $$;
