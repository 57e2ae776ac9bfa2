-- An exam counts as nothing where a decision says so: about its report, or on an incident that left it without one. Looked
-- at when the transaction ends, since the state and the decision come in either order.
CREATE FUNCTION annulled_by_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "ResultDecision" WHERE "reportId" = NEW."currentReportId" AND kind = 'ANNUL')
    OR annulled_by_incident(NEW."sittingId") THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'a result is annulled by a decision' USING ERRCODE = 'check_violation';
END $$;
CREATE CONSTRAINT TRIGGER by_decision AFTER INSERT OR UPDATE OF state ON "Result" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'ANNULLED') EXECUTE FUNCTION annulled_by_decision();
