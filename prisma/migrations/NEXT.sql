-- Evidence is append-only: these tables refuse UPDATE and DELETE whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['AuditEvent', 'Consent', 'TimeEntry', 'Seal', 'AnswerOp', 'IdentityCheck',
    'Observation', 'Prompt', 'GateOpinion', 'Transcription', 'Mark', 'Report', 'ResultDecision', 'ScoringPolicy', 'Form']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

-- One live booking per registration, whatever two browsers do at once.
CREATE UNIQUE INDEX "Booking_one_active" ON "Booking" ("registrationId") WHERE "isActive";
-- One room of a kind at a time for a session (discussion) and for a sitting (check-in, interview).
CREATE UNIQUE INDEX "Room_one_discussion" ON "Room" ("sessionId") WHERE kind = 'DISCUSSION' AND state <> 'CLOSED';
CREATE UNIQUE INDEX "Room_one_per_sitting" ON "Room" ("sittingId", kind) WHERE "sittingId" IS NOT NULL AND state <> 'CLOSED';
-- A marker marks a unit once per round; a correction names what it supersedes.
CREATE UNIQUE INDEX "Mark_one_per_rater" ON "Mark" ("sittingId", unit, round, "raterId") WHERE "supersedesId" IS NULL;

ALTER TABLE "Mark" ADD CONSTRAINT "Mark_bands" CHECK (cardinality(bands) BETWEEN 1 AND 5 AND 0 <= ALL (bands) AND 5 >= ALL (bands));
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_correction" CHECK (("supersedesId" IS NULL) = ("supersededReason" IS NULL));
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_seq" CHECK (seq >= 1);
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_lane" CHECK (lane IN ('MAIN', 'SUPERSEDED', 'LATE'));
ALTER TABLE "Session" ADD CONSTRAINT "Session_capacity" CHECK (capacity BETWEEN 1 AND 8);
ALTER TABLE "Account" ADD CONSTRAINT "Account_email_lower" CHECK (email = lower(email));
ALTER TABLE "Account" ADD CONSTRAINT "Account_locale" CHECK (locale IN ('fr', 'en'));
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_source" CHECK (source IN ('FORM', 'CSV'));
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_kind" CHECK (kind IN ('CONFIRM', 'HOLD', 'RELEASE'));
