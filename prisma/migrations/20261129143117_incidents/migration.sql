-- CreateEnum
CREATE TYPE "IncidentState" AS ENUM ('OPEN', 'FACTS_SENT', 'ANSWERED', 'PROPOSED', 'UNDER_REVIEW', 'DECIDED');

-- CreateEnum
CREATE TYPE "IncidentEffect" AS ENUM ('NONE', 'WARNING', 'RESIT_ACTIVITY', 'VOID_ACTIVITY', 'VOID_EXAM');

-- CreateEnum
CREATE TYPE "IncidentReviewState" AS ENUM ('OPEN', 'REQUESTED', 'WAIVED', 'EXPIRED', 'UPHELD', 'REVERSED');

-- CreateEnum
CREATE TYPE "StatementChannel" AS ENUM ('WRITTEN', 'CALL');

-- CreateTable
CREATE TABLE "IncidentCode" (
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "minSeverity" INTEGER NOT NULL,
    "maxSeverity" INTEGER NOT NULL,
    "acts" TEXT[],
    "effects" "IncidentEffect"[],
    "tellsBody" BOOLEAN NOT NULL DEFAULT false,
    "approvedBy" TEXT NOT NULL,
    "effectiveFrom" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IncidentCode_pkey" PRIMARY KEY ("version","code")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "taxonomyVersion" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "state" "IncidentState" NOT NULL,
    "summary" TEXT NOT NULL,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "factsText" TEXT,
    "factsSentAt" TIMESTAMP(3),
    "answerDueAt" TIMESTAMP(3),
    "decisionId" UUID,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentEntry" (
    "incidentId" UUID NOT NULL,
    "observationId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,

    CONSTRAINT "IncidentEntry_pkey" PRIMARY KEY ("incidentId","observationId")
);

-- CreateTable
CREATE TABLE "IncidentAct" (
    "incidentId" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "activity" "Activity",
    "actorId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IncidentAct_pkey" PRIMARY KEY ("incidentId","act","actorId")
);

-- CreateTable
CREATE TABLE "DisclosedEntry" (
    "incidentId" UUID NOT NULL,
    "observationId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "disclosedById" UUID NOT NULL,
    "disclosedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DisclosedEntry_pkey" PRIMARY KEY ("incidentId","observationId")
);

-- CreateTable
CREATE TABLE "IncidentStatement" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "channel" "StatementChannel" NOT NULL,
    "text" TEXT NOT NULL,
    "companion" TEXT NOT NULL,
    "takenById" UUID NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IncidentStatement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentDecision" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "effect" "IncidentEffect" NOT NULL,
    "activity" "Activity",
    "reasons" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IncidentDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionCitation" (
    "decisionId" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "observationId" UUID NOT NULL,

    CONSTRAINT "DecisionCitation_pkey" PRIMARY KEY ("decisionId","observationId")
);

-- CreateTable
CREATE TABLE "IncidentSignature" (
    "decisionId" UUID NOT NULL,
    "signerId" UUID NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "signedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IncidentSignature_pkey" PRIMARY KEY ("decisionId","signerId")
);

-- CreateTable
CREATE TABLE "IncidentReview" (
    "incidentId" UUID NOT NULL,
    "state" "IncidentReviewState" NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "request" TEXT NOT NULL DEFAULT '',
    "requestedAt" TIMESTAMP(3),
    "conclusion" TEXT NOT NULL DEFAULT '',
    "concludedById" UUID,
    "concludedAt" TIMESTAMP(3),

    CONSTRAINT "IncidentReview_pkey" PRIMARY KEY ("incidentId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Incident_decisionId_key" ON "Incident"("decisionId");

-- CreateIndex
CREATE INDEX "Incident_sittingId_idx" ON "Incident"("sittingId");

-- CreateIndex
CREATE INDEX "Incident_state_answerDueAt_idx" ON "Incident"("state", "answerDueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_id_sittingId_key" ON "Incident"("id", "sittingId");

-- CreateIndex
CREATE INDEX "IncidentStatement_incidentId_idx" ON "IncidentStatement"("incidentId");

-- CreateIndex
CREATE INDEX "IncidentDecision_incidentId_idx" ON "IncidentDecision"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "IncidentDecision_id_incidentId_key" ON "IncidentDecision"("id", "incidentId");

-- CreateIndex
CREATE INDEX "IncidentReview_state_dueAt_idx" ON "IncidentReview"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_id_sittingId_key" ON "Observation"("id", "sittingId");

-- AddForeignKey
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_taxonomyVersion_code_fkey" FOREIGN KEY ("taxonomyVersion", "code") REFERENCES "IncidentCode"("version", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentEntry" ADD CONSTRAINT "IncidentEntry_incidentId_sittingId_fkey" FOREIGN KEY ("incidentId", "sittingId") REFERENCES "Incident"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentEntry" ADD CONSTRAINT "IncidentEntry_observationId_sittingId_fkey" FOREIGN KEY ("observationId", "sittingId") REFERENCES "Observation"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentAct" ADD CONSTRAINT "IncidentAct_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentAct" ADD CONSTRAINT "IncidentAct_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisclosedEntry" ADD CONSTRAINT "DisclosedEntry_incidentId_sittingId_fkey" FOREIGN KEY ("incidentId", "sittingId") REFERENCES "Incident"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisclosedEntry" ADD CONSTRAINT "DisclosedEntry_observationId_sittingId_fkey" FOREIGN KEY ("observationId", "sittingId") REFERENCES "Observation"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisclosedEntry" ADD CONSTRAINT "DisclosedEntry_disclosedById_fkey" FOREIGN KEY ("disclosedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentStatement" ADD CONSTRAINT "IncidentStatement_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentStatement" ADD CONSTRAINT "IncidentStatement_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentDecision" ADD CONSTRAINT "IncidentDecision_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentDecision" ADD CONSTRAINT "IncidentDecision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionCitation" ADD CONSTRAINT "DecisionCitation_decisionId_incidentId_fkey" FOREIGN KEY ("decisionId", "incidentId") REFERENCES "IncidentDecision"("id", "incidentId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionCitation" ADD CONSTRAINT "DecisionCitation_incidentId_observationId_fkey" FOREIGN KEY ("incidentId", "observationId") REFERENCES "DisclosedEntry"("incidentId", "observationId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentSignature" ADD CONSTRAINT "IncidentSignature_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "IncidentDecision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentSignature" ADD CONSTRAINT "IncidentSignature_signerId_fkey" FOREIGN KEY ("signerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentReview" ADD CONSTRAINT "IncidentReview_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentReview" ADD CONSTRAINT "IncidentReview_concludedById_fkey" FOREIGN KEY ("concludedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The decision that stands is one of this very incident.
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_decision_fkey" FOREIGN KEY ("decisionId", id) REFERENCES "IncidentDecision" (id, "incidentId");
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_severity" CHECK (severity BETWEEN 0 AND 4);
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_facts" CHECK (("factsSentAt" IS NULL) = ("answerDueAt" IS NULL) AND ("factsSentAt" IS NULL) = ("factsText" IS NULL));
-- Ten working days hold at least one whole weekend on each side of a week.
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_time_to_answer" CHECK ("answerDueAt" >= "factsSentAt" + interval '12 days');
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_decided" CHECK ((state IN ('UNDER_REVIEW', 'DECIDED')) = ("decisionId" IS NOT NULL));
ALTER TABLE "IncidentStatement" ADD CONSTRAINT "IncidentStatement_text" CHECK (btrim(text) <> '');
ALTER TABLE "IncidentDecision" ADD CONSTRAINT "IncidentDecision_reasons" CHECK (btrim(reasons) <> '');

-- Severity is given once, inside what the approved taxonomy allows; time to answer only grows.
CREATE FUNCTION incident_within_taxonomy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "IncidentCode" WHERE version = NEW."taxonomyVersion" AND code = NEW.code
                 AND NEW.severity BETWEEN "minSeverity" AND "maxSeverity") THEN
    RAISE EXCEPTION 'severity % is not one of %', NEW.severity, NEW.code USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW."sittingId", NEW.code, NEW.severity, NEW.summary, NEW."openedById") IS DISTINCT FROM
       (OLD."sittingId", OLD.code, OLD.severity, OLD.summary, OLD."openedById") THEN
      RAISE EXCEPTION 'what an incident says is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW."answerDueAt" < OLD."answerDueAt" THEN
      RAISE EXCEPTION 'time to answer is never taken back' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER within_taxonomy BEFORE INSERT OR UPDATE ON "Incident" FOR EACH ROW EXECUTE FUNCTION incident_within_taxonomy();

-- Whoever led the session, opened the incident, acted in it or wrote one of its entries has observed.
CREATE FUNCTION has_observed(incident uuid, account uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "Incident" WHERE id = incident AND "openedById" = account)
    OR EXISTS (SELECT 1 FROM "Incident" i JOIN "Sitting" s ON s.id = i."sittingId"
               JOIN "SessionAdviser" a ON a."sessionId" = s."sessionId"
               WHERE i.id = incident AND a."accountId" = account)
    OR EXISTS (SELECT 1 FROM "IncidentAct" WHERE "incidentId" = incident AND "actorId" = account)
    OR EXISTS (SELECT 1 FROM "IncidentEntry" e JOIN "Observation" o ON o.id = e."observationId"
               WHERE e."incidentId" = incident AND o."authorId" = account)
    OR EXISTS (SELECT 1 FROM "DisclosedEntry" e JOIN "Observation" o ON o.id = e."observationId"
               WHERE e."incidentId" = incident AND o."authorId" = account)
$$;

-- What the person says counts until the end of their time, and not after it.
CREATE FUNCTION statement_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Incident" WHERE id = NEW."incidentId" AND NEW."receivedAt" <= "answerDueAt") THEN
    RAISE EXCEPTION 'a statement comes between the facts and the end of the time to answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE INSERT ON "IncidentStatement" FOR EACH ROW EXECUTE FUNCTION statement_in_time();

-- Nothing is decided before the person has answered or their time is over; severity 0 and 1 never weigh on anybody.
CREATE FUNCTION decision_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
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
        AND NOT EXISTS (SELECT 1 FROM "IncidentStatement" WHERE "incidentId" = incident.id)) THEN
    RAISE EXCEPTION 'the person still has time to answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allowed BEFORE INSERT ON "IncidentDecision" FOR EACH ROW EXECUTE FUNCTION decision_allowed();

CREATE FUNCTION signer_has_not_observed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "IncidentDecision" WHERE id = NEW."decisionId" AND has_observed("incidentId", NEW."signerId")) THEN
    RAISE EXCEPTION 'whoever observed does not decide' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER has_not_observed BEFORE INSERT ON "IncidentSignature" FOR EACH ROW EXECUTE FUNCTION signer_has_not_observed();

-- Two sign at severity 3, to annul, and where an activity was stopped; to annul opens the review by itself.
CREATE FUNCTION decision_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
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
  RETURN NEW;
END $$;
CREATE TRIGGER is_signed BEFORE UPDATE ON "Incident" FOR EACH ROW EXECUTE FUNCTION decision_is_signed();

CREATE FUNCTION reviewer_is_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."concludedById" IS NOT NULL AND (has_observed(NEW."incidentId", NEW."concludedById") OR EXISTS (
       SELECT 1 FROM "IncidentSignature" s JOIN "IncidentDecision" d ON d.id = s."decisionId"
       WHERE d."incidentId" = NEW."incidentId" AND s."signerId" = NEW."concludedById")) THEN
    RAISE EXCEPTION 'whoever observed or signed does not review' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER is_another BEFORE INSERT OR UPDATE ON "IncidentReview" FOR EACH ROW EXECUTE FUNCTION reviewer_is_another();

-- While an incident is open nobody is told a result, whatever a program believes.
CREATE FUNCTION no_result_while_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Incident" WHERE "sittingId" = NEW."sittingId" AND severity >= 2 AND state <> 'DECIDED') THEN
    RAISE EXCEPTION 'an incident of this sitting is open' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_incident BEFORE UPDATE OF state ON "Result" FOR EACH ROW
  WHEN (NEW.state = 'RESULT_SENT' AND OLD.state <> 'RESULT_SENT') EXECUTE FUNCTION no_result_while_incident();

CREATE TRIGGER refuse_practice BEFORE INSERT ON "Incident" FOR EACH ROW EXECUTE FUNCTION refuse_practice();

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['IncidentCode', 'IncidentEntry', 'IncidentAct', 'DisclosedEntry', 'IncidentStatement',
    'IncidentDecision', 'DecisionCitation', 'IncidentSignature']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

-- The first version of the taxonomy.
INSERT INTO "IncidentCode" (version, code, "minSeverity", "maxSeverity", acts, effects, "tellsBody", "approvedBy", "effectiveFrom") VALUES
  (1, 'TEC-1', 0, 0, '{PAUSED}', '{NONE}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'TEC-2', 1, 1, '{PAUSED}', '{NONE,RESIT_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'ENV-1', 1, 1, '{REMINDED,CONTINUED}', '{NONE,RESIT_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'ENV-2', 1, 2, '{CONTACTED,PAUSED,CONTINUED}', '{NONE,RESIT_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'AID-1', 2, 2, '{ASKED_TO_REMOVE,CONTINUED}', '{NONE,WARNING,VOID_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'AID-2', 2, 3, '{CONTINUED}', '{NONE,VOID_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'AID-3', 3, 3, '{STOP_ACTIVITY,CONTINUED}', '{NONE,RESIT_ACTIVITY,VOID_ACTIVITY,VOID_EXAM}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'IDN-1', 2, 2, '{SECOND_DOCUMENT,PAUSED}', '{NONE,RESIT_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'IDN-2', 4, 4, '{PAUSED,CONTINUED}', '{NONE,RESIT_ACTIVITY,VOID_EXAM}', true, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'SEC-1', 3, 4, '{SECURED,PAUSED,CONTINUED}', '{NONE,RESIT_ACTIVITY,VOID_EXAM}', false, 'Comité d’examen', '2026-01-05T15:00:00Z'),
  (1, 'STF-1', 1, 3, '{APOLOGISED}', '{NONE,RESIT_ACTIVITY}', false, 'Comité d’examen', '2026-01-05T15:00:00Z');
