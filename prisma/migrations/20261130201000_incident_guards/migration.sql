-- A statement answers facts: none comes before them, and none after the time to answer.
CREATE OR REPLACE FUNCTION statement_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Incident" WHERE id = NEW."incidentId"
                 AND NEW."receivedAt" BETWEEN "factsSentAt" AND "answerDueAt") THEN
    RAISE EXCEPTION 'a statement comes between the facts and the end of the time to answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whoever signs answers for the directorate, and has not observed.
CREATE OR REPLACE FUNCTION signer_has_not_observed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "IncidentDecision" WHERE id = NEW."decisionId" AND has_observed("incidentId", NEW."signerId")) THEN
    RAISE EXCEPTION 'whoever observed does not decide' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT holds_role(NEW."signerId", 'DIRECTOR') THEN
    RAISE EXCEPTION 'the directorate signs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- So does whoever proposes, whether or not they sign.
CREATE FUNCTION decider_has_not_observed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF has_observed(NEW."incidentId", NEW."decidedById") THEN
    RAISE EXCEPTION 'whoever observed does not decide' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT holds_role(NEW."decidedById", 'DIRECTOR') THEN
    RAISE EXCEPTION 'the directorate decides' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER has_not_observed BEFORE INSERT ON "IncidentDecision" FOR EACH ROW EXECUTE FUNCTION decider_has_not_observed();
