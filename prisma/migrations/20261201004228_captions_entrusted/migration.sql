-- AlterTable
ALTER TABLE "SessionWatcher" ADD COLUMN     "duty" TEXT NOT NULL DEFAULT 'WATCH';

-- What is entrusted is watching over the people of a session, or typing captions of its discussion.
ALTER TABLE "SessionWatcher" ADD CONSTRAINT "SessionWatcher_duty" CHECK ("duty" IN ('WATCH', 'CAPTIONS'));

-- Captions are typed at a table too, and by somebody of the support staff as well as by an adviser who does not lead.
CREATE OR REPLACE FUNCTION watching_is_entrusted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "SessionAdviser" WHERE "sessionId" = NEW."sessionId" AND "accountId" = NEW."entrustedById") THEN
    RAISE EXCEPTION 'only an adviser of the session' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT (holds_role(NEW."accountId", 'ADVISER') OR (NEW."duty" = 'CAPTIONS' AND holds_role(NEW."accountId", 'SUPPORT')))
    OR EXISTS (SELECT 1 FROM "SessionAdviser" WHERE "sessionId" = NEW."sessionId" AND "accountId" = NEW."accountId") THEN
    RAISE EXCEPTION 'another adviser watches' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "Sitting" WHERE "sessionId" = NEW."sessionId" AND "accountId" = NEW."accountId") THEN
    RAISE EXCEPTION 'nobody of the session itself' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "Session" WHERE id = NEW."sessionId" AND NOT "isPractice"
                 AND ("deliveryMode" = 'ONLINE' OR NEW."duty" = 'CAPTIONS')) THEN
    RAISE EXCEPTION 'only at home are people watched' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Nobody has one duty of one session twice at a time.
CREATE OR REPLACE FUNCTION watching_is_single() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('watchers:' || NEW."sessionId", 0));
  IF EXISTS (SELECT 1 FROM "SessionWatcher" w WHERE w."sessionId" = NEW."sessionId" AND w."accountId" = NEW."accountId"
             AND w."duty" = NEW."duty"
             AND NOT EXISTS (SELECT 1 FROM "WatchingWithdrawal" x WHERE x."watcherId" = w.id)) THEN
    RAISE EXCEPTION 'watching is entrusted to them already' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
