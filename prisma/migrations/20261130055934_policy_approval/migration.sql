-- AlterTable
ALTER TABLE "ScoringPolicy" ADD COLUMN     "proposalId" UUID;

-- CreateTable
CREATE TABLE "PolicyProposal" (
    "id" UUID NOT NULL,
    "policy" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PolicyProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyDecision" (
    "proposalId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PolicyDecision_pkey" PRIMARY KEY ("proposalId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ScoringPolicy_proposalId_key" ON "ScoringPolicy"("proposalId");

-- AddForeignKey
ALTER TABLE "ScoringPolicy" ADD CONSTRAINT "ScoringPolicy_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "PolicyProposal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyProposal" ADD CONSTRAINT "PolicyProposal_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyDecision" ADD CONSTRAINT "PolicyDecision_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "PolicyProposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyDecision" ADD CONSTRAINT "PolicyDecision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was proposed and decided about the rules of scoring is evidence.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['PolicyProposal', 'PolicyDecision']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
ALTER TABLE "PolicyProposal" ADD CONSTRAINT "PolicyProposal_reason" CHECK (btrim(reason) <> '');
ALTER TABLE "PolicyDecision" ADD CONSTRAINT "PolicyDecision_outcome" CHECK (outcome IN ('APPROVED', 'REFUSED', 'WITHDRAWN'));
ALTER TABLE "PolicyDecision" ADD CONSTRAINT "PolicyDecision_reason" CHECK (outcome = 'APPROVED' OR btrim(reason) <> '');

-- Somebody else decides; only whoever proposed withdraws.
CREATE FUNCTION policy_decided_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.outcome = 'WITHDRAWN') <> (NEW."decidedById" = (SELECT "proposedById" FROM "PolicyProposal" WHERE id = NEW."proposalId")) THEN
    RAISE EXCEPTION 'somebody else decides about a proposal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_decided_by_another BEFORE INSERT ON "PolicyDecision" FOR EACH ROW EXECUTE FUNCTION policy_decided_by_another();

-- A version is what was proposed and approved, and touches no session that has begun.
CREATE FUNCTION policy_is_what_was_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."proposalId" IS NULL THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM "PolicyProposal" p JOIN "PolicyDecision" d ON d."proposalId" = p.id
    WHERE p.id = NEW."proposalId" AND d.outcome = 'APPROVED' AND p.policy = NEW.policy
  ) THEN RAISE EXCEPTION 'a policy is what was proposed and approved' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."effectiveFrom" <= NEW."approvedAt" THEN
    RAISE EXCEPTION 'a policy is for sessions to come' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_is_what_was_approved BEFORE INSERT ON "ScoringPolicy" FOR EACH ROW EXECUTE FUNCTION policy_is_what_was_approved();
