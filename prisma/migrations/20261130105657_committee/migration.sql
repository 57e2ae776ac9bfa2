-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'COMMITTEE';

-- The examination committee decides; the directorate proposes. A role is looked up when somebody acts.
CREATE FUNCTION holds_role(account uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "Account" WHERE id = account AND wanted = ANY (roles::text[]))
$$;

CREATE FUNCTION policy_proposed_by_directorate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT holds_role(NEW."proposedById", 'DIRECTOR') THEN
    RAISE EXCEPTION 'the directorate proposes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_proposed_by_directorate BEFORE INSERT ON "PolicyProposal"
  FOR EACH ROW EXECUTE FUNCTION policy_proposed_by_directorate();

-- Somebody else of the committee decides; only whoever proposed withdraws.
CREATE OR REPLACE FUNCTION policy_decided_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.outcome = 'WITHDRAWN') <> (NEW."decidedById" = (SELECT "proposedById" FROM "PolicyProposal" WHERE id = NEW."proposalId")) THEN
    RAISE EXCEPTION 'somebody else decides about a proposal' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome <> 'WITHDRAWN' AND NOT holds_role(NEW."decidedById", 'COMMITTEE') THEN
    RAISE EXCEPTION 'the committee decides about a proposal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION form_approved_by_committee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."approvedById" IS NOT NULL AND NOT holds_role(NEW."approvedById", 'COMMITTEE') THEN
    RAISE EXCEPTION 'the committee approves a form' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER form_approved_by_committee BEFORE INSERT ON "Form"
  FOR EACH ROW EXECUTE FUNCTION form_approved_by_committee();
