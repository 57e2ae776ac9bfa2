-- CreateTable
CREATE TABLE "SessionLogEntry" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionLogEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoverReading" (
    "entryId" UUID NOT NULL,
    "readerId" UUID NOT NULL,
    "readAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HandoverReading_pkey" PRIMARY KEY ("entryId","readerId")
);

-- CreateTable
CREATE TABLE "SessionSignature" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "signerId" UUID NOT NULL,
    "signerName" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "signedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionSignature_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SessionLogEntry_sessionId_createdAt_idx" ON "SessionLogEntry"("sessionId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "SessionSignature_sessionId_signerId_contentHash_key" ON "SessionSignature"("sessionId", "signerId", "contentHash");

-- AddForeignKey
ALTER TABLE "SessionLogEntry" ADD CONSTRAINT "SessionLogEntry_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionLogEntry" ADD CONSTRAINT "SessionLogEntry_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverReading" ADD CONSTRAINT "HandoverReading_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "SessionLogEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverReading" ADD CONSTRAINT "HandoverReading_readerId_fkey" FOREIGN KEY ("readerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionSignature" ADD CONSTRAINT "SessionSignature_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionSignature" ADD CONSTRAINT "SessionSignature_signerId_fkey" FOREIGN KEY ("signerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "SessionLogEntry" ADD CONSTRAINT "SessionLogEntry_kind" CHECK (kind IN ('NOTE', 'HANDOVER'));
ALTER TABLE "SessionLogEntry" ADD CONSTRAINT "SessionLogEntry_text" CHECK (btrim(text) <> '');
ALTER TABLE "SessionSignature" ADD CONSTRAINT "SessionSignature_hash" CHECK ("contentHash" ~ '^[0-9a-f]{64}$' AND btrim("signerName") <> '');

-- A session is told and signed by those who conduct it.
CREATE FUNCTION by_its_adviser() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about uuid := CASE TG_TABLE_NAME WHEN 'HandoverReading'
    THEN (SELECT "sessionId" FROM "SessionLogEntry" WHERE id = (to_jsonb(NEW) ->> 'entryId')::uuid)
    ELSE (to_jsonb(NEW) ->> 'sessionId')::uuid END;
  adviser uuid := coalesce(to_jsonb(NEW) ->> 'authorId', to_jsonb(NEW) ->> 'signerId', to_jsonb(NEW) ->> 'readerId')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "SessionAdviser" WHERE "sessionId" = about AND "accountId" = adviser) THEN
    RAISE EXCEPTION 'only an adviser of the session' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- What is signed is over.
CREATE FUNCTION session_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Session" WHERE id = NEW."sessionId" AND state = 'HELD') THEN
    RAISE EXCEPTION 'a session is signed once it is over' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER is_held BEFORE INSERT ON "SessionSignature" FOR EACH ROW EXECUTE FUNCTION session_is_held();

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['SessionLogEntry', 'HandoverReading', 'SessionSignature']
  LOOP
    EXECUTE format('CREATE TRIGGER by_its_adviser BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION by_its_adviser()', evidence);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
