-- Nobody leads two sessions at once. A session takes four hours of its advisers; one that is over or cancelled takes none.
CREATE FUNCTION refuse_double_booking(moved uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Two sessions that are given to one adviser at the same moment are looked at one after the other.
  PERFORM 1 FROM "Account"
    WHERE id IN (SELECT "accountId" FROM "SessionAdviser" WHERE "sessionId" = moved) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT 1
    FROM "SessionAdviser" own
    JOIN "Session" here ON here.id = own."sessionId"
    JOIN "SessionAdviser" other ON other."accountId" = own."accountId" AND other."sessionId" <> own."sessionId"
    JOIN "Session" there ON there.id = other."sessionId"
    WHERE own."sessionId" = moved
      AND here.state IN ('OPEN', 'IN_PROGRESS') AND there.state IN ('OPEN', 'IN_PROGRESS')
      AND NOT here."isPractice" AND NOT there."isPractice"
      AND there."startsAt" > here."startsAt" - interval '4 hours'
      AND there."startsAt" < here."startsAt" + interval '4 hours'
  ) THEN
    RAISE EXCEPTION 'An adviser of the session % leads another one at the same time.', moved
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'SessionAdviser_one_at_a_time';
  END IF;
END $$;

CREATE FUNCTION refuse_double_booking_of_adviser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_double_booking(NEW."sessionId");
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_double_booking_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_double_booking(NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER one_session_at_a_time AFTER INSERT OR UPDATE ON "SessionAdviser"
  FOR EACH ROW EXECUTE FUNCTION refuse_double_booking_of_adviser();
CREATE TRIGGER one_session_at_a_time AFTER UPDATE OF "startsAt" ON "Session"
  FOR EACH ROW EXECUTE FUNCTION refuse_double_booking_of_session();
