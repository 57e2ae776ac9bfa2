-- Watching that was withdrawn can be entrusted again: each time is a row of its own.
ALTER TABLE "SessionWatcher" DROP CONSTRAINT "SessionWatcher_pkey";
ALTER TABLE "SessionWatcher" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "SessionWatcher" ALTER COLUMN "id" DROP DEFAULT;
ALTER TABLE "SessionWatcher" ADD CONSTRAINT "SessionWatcher_pkey" PRIMARY KEY ("id");

-- CreateIndex
CREATE INDEX "SessionWatcher_sessionId_accountId_idx" ON "SessionWatcher"("sessionId", "accountId");

-- CreateTable
CREATE TABLE "WatchingWithdrawal" (
    "watcherId" UUID NOT NULL,
    "withdrawnById" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WatchingWithdrawal_pkey" PRIMARY KEY ("watcherId")
);

-- AddForeignKey
ALTER TABLE "WatchingWithdrawal" ADD CONSTRAINT "WatchingWithdrawal_watcherId_fkey" FOREIGN KEY ("watcherId") REFERENCES "SessionWatcher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WatchingWithdrawal" ADD CONSTRAINT "WatchingWithdrawal_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "WatchingWithdrawal" ADD CONSTRAINT "WatchingWithdrawal_reason" CHECK (btrim("reason") <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "WatchingWithdrawal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "WatchingWithdrawal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION watching_is_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "SessionWatcher" w JOIN "SessionAdviser" a ON a."sessionId" = w."sessionId"
                 WHERE w.id = NEW."watcherId" AND a."accountId" = NEW."withdrawnById") THEN
    RAISE EXCEPTION 'only an adviser of the session' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watching_is_withdrawn BEFORE INSERT ON "WatchingWithdrawal" FOR EACH ROW EXECUTE FUNCTION watching_is_withdrawn();

-- Nobody watches over one session twice at a time.
CREATE FUNCTION watching_is_single() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('watchers:' || NEW."sessionId", 0));
  IF EXISTS (SELECT 1 FROM "SessionWatcher" w WHERE w."sessionId" = NEW."sessionId" AND w."accountId" = NEW."accountId"
             AND NOT EXISTS (SELECT 1 FROM "WatchingWithdrawal" x WHERE x."watcherId" = w.id)) THEN
    RAISE EXCEPTION 'watching is entrusted to them already' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watching_is_single BEFORE INSERT ON "SessionWatcher" FOR EACH ROW EXECUTE FUNCTION watching_is_single();
