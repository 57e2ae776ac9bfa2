-- Whoever ever submitted a draft does not approve it, whoever submitted it last.
CREATE FUNCTION form_not_approved_by_submitter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "FormAct" WHERE "draftId" = NEW."draftId" AND kind = 'SUBMITTED' AND "actorId" = NEW."approvedById") THEN
    RAISE EXCEPTION 'whoever submitted a form does not approve it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER form_not_approved_by_submitter BEFORE INSERT ON "Form"
  FOR EACH ROW EXECUTE FUNCTION form_not_approved_by_submitter();
