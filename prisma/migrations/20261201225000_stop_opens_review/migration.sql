-- Two sign as before. Where two have stopped an activity the decision opens the review as well, whatever it says.
CREATE OR REPLACE FUNCTION decision_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given "IncidentEffect";
  signed int;
  wanted int;
BEGIN
  IF NEW."decisionId" IS NULL OR NEW."decisionId" IS NOT DISTINCT FROM OLD."decisionId" THEN RETURN NEW; END IF;
  IF OLD."decisionId" IS NOT NULL THEN
    RAISE EXCEPTION 'a decision is not replaced' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT effect INTO given FROM "IncidentDecision" WHERE id = NEW."decisionId";
  SELECT count(DISTINCT "signerId") FILTER (WHERE agrees) INTO signed FROM "IncidentSignature" WHERE "decisionId" = NEW."decisionId";
  wanted := CASE WHEN NEW.severity >= 3 OR given IN ('VOID_ACTIVITY', 'VOID_EXAM')
                   OR EXISTS (SELECT 1 FROM "IncidentAct" WHERE "incidentId" = NEW.id AND act = 'STOP_ACTIVITY')
                 THEN 2 ELSE 1 END;
  IF signed < wanted THEN
    RAISE EXCEPTION 'this decision needs % signatures and has %', wanted, signed USING ERRCODE = 'check_violation';
  END IF;
  IF given IN ('VOID_ACTIVITY', 'VOID_EXAM') AND NOT EXISTS (SELECT 1 FROM "IncidentReview" WHERE "incidentId" = NEW.id) THEN
    RAISE EXCEPTION 'to annul opens the review' USING ERRCODE = 'check_violation';
  END IF;
  IF (SELECT count(DISTINCT "actorId") FROM "IncidentAct" WHERE "incidentId" = NEW.id AND act = 'STOP_ACTIVITY') >= 2
     AND NOT EXISTS (SELECT 1 FROM "IncidentReview" WHERE "incidentId" = NEW.id) THEN
    RAISE EXCEPTION 'to stop opens the review' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
