-- CreateTable
CREATE TABLE "SessionWatcher" (
    "sessionId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "entrustedById" UUID NOT NULL,
    "entrustedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionWatcher_pkey" PRIMARY KEY ("sessionId","accountId")
);

-- CreateIndex
CREATE INDEX "SessionWatcher_accountId_idx" ON "SessionWatcher"("accountId");

-- AddForeignKey
ALTER TABLE "SessionWatcher" ADD CONSTRAINT "SessionWatcher_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionWatcher" ADD CONSTRAINT "SessionWatcher_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionWatcher" ADD CONSTRAINT "SessionWatcher_entrustedById_fkey" FOREIGN KEY ("entrustedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Somebody watches over a session at home because one of its own advisers asked an adviser who does not lead it.
CREATE FUNCTION watching_is_entrusted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "SessionAdviser" WHERE "sessionId" = NEW."sessionId" AND "accountId" = NEW."entrustedById") THEN
    RAISE EXCEPTION 'only an adviser of the session' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT holds_role(NEW."accountId", 'ADVISER')
    OR EXISTS (SELECT 1 FROM "SessionAdviser" WHERE "sessionId" = NEW."sessionId" AND "accountId" = NEW."accountId") THEN
    RAISE EXCEPTION 'another adviser watches' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "Session" WHERE id = NEW."sessionId" AND "deliveryMode" = 'ONLINE' AND NOT "isPractice") THEN
    RAISE EXCEPTION 'only at home are people watched' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watching_is_entrusted BEFORE INSERT ON "SessionWatcher" FOR EACH ROW EXECUTE FUNCTION watching_is_entrusted();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SessionWatcher" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "SessionWatcher" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
