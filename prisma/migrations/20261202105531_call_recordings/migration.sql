-- CreateTable
CREATE TABLE "StatementRecording" (
    "statementId" UUID NOT NULL,
    "mime" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "addedById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StatementRecording_pkey" PRIMARY KEY ("statementId")
);

-- AddForeignKey
ALTER TABLE "StatementRecording" ADD CONSTRAINT "StatementRecording_statementId_fkey" FOREIGN KEY ("statementId") REFERENCES "IncidentStatement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatementRecording" ADD CONSTRAINT "StatementRecording_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Sound is compressed already: the database does not try again.
ALTER TABLE "StatementRecording" ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE "StatementRecording" ADD CONSTRAINT "StatementRecording_bytes"
  CHECK (length(bytes) BETWEEN 1 AND 41943040 AND mime IN ('audio/webm', 'audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/wav'));

-- A sound is of a call, is added by whoever may note one, and comes before the incident is decided.
CREATE FUNCTION recording_of_call() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said "IncidentStatement"%ROWTYPE;
BEGIN
  SELECT * INTO said FROM "IncidentStatement" WHERE id = NEW."statementId";
  IF said.channel <> 'CALL' OR EXISTS (SELECT 1 FROM "Incident" WHERE id = said."incidentId" AND (state = 'DECIDED' OR "decisionId" IS NOT NULL)) THEN
    RAISE EXCEPTION 'a recording is of a call, of an incident that is open' USING ERRCODE = 'check_violation';
  END IF;
  IF has_observed(said."incidentId", NEW."addedById") OR NOT holds_role(NEW."addedById", 'DIRECTOR') THEN
    RAISE EXCEPTION 'a recording is added by whoever may note the call' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_call BEFORE INSERT ON "StatementRecording" FOR EACH ROW EXECUTE FUNCTION recording_of_call();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "StatementRecording" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "StatementRecording" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
