-- What staff noted of a call takes no time to answer away from anybody: a decision waits for the person's own words, or for the end of their time.
CREATE OR REPLACE FUNCTION decision_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE incident "Incident"%ROWTYPE;
BEGIN
  SELECT * INTO incident FROM "Incident" WHERE id = NEW."incidentId";
  IF NOT EXISTS (SELECT 1 FROM "IncidentCode" WHERE version = incident."taxonomyVersion" AND code = incident.code
                 AND NEW.effect = ANY (effects)) THEN
    RAISE EXCEPTION 'effect % does not follow from %', NEW.effect, incident.code USING ERRCODE = 'check_violation';
  END IF;
  IF incident.severity < 2 THEN
    IF NEW.effect NOT IN ('NONE', 'RESIT_ACTIVITY') THEN
      RAISE EXCEPTION 'severity % never counts against a person', incident.severity USING ERRCODE = 'check_violation';
    END IF;
  ELSIF incident."answerDueAt" IS NULL OR (NEW."decidedAt" <= incident."answerDueAt"
        AND NOT EXISTS (SELECT 1 FROM "IncidentStatement" WHERE "incidentId" = incident.id AND channel = 'WRITTEN')) THEN
    RAISE EXCEPTION 'the person still has time to answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whose call alone had been noted has that time again.
UPDATE "Incident" SET state = 'FACTS_SENT'
WHERE state = 'ANSWERED'
  AND NOT EXISTS (SELECT 1 FROM "IncidentStatement" s WHERE s."incidentId" = "Incident".id AND s.channel = 'WRITTEN');
