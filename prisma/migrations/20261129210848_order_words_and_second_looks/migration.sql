-- AlterTable
ALTER TABLE "IdentityCheck" ADD COLUMN     "doubtId" UUID,
ADD COLUMN     "orderWordId" UUID;

-- CreateTable
CREATE TABLE "OrderWordRequest" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "bodyId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OrderWordRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderWord" (
    "requestId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "isConfirmed" BOOLEAN NOT NULL,
    "answeredById" UUID NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OrderWord_pkey" PRIMARY KEY ("requestId")
);

-- CreateIndex
CREATE UNIQUE INDEX "OrderWordRequest_tokenHash_key" ON "OrderWordRequest"("tokenHash");

-- CreateIndex
CREATE INDEX "OrderWordRequest_sittingId_idx" ON "OrderWordRequest"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderWordRequest_id_sittingId_key" ON "OrderWordRequest"("id", "sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderWord_requestId_sittingId_key" ON "OrderWord"("requestId", "sittingId");

-- AddForeignKey
ALTER TABLE "IdentityCheck" ADD CONSTRAINT "IdentityCheck_doubtId_fkey" FOREIGN KEY ("doubtId") REFERENCES "IdentityCheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityCheck" ADD CONSTRAINT "IdentityCheck_orderWordId_sittingId_fkey" FOREIGN KEY ("orderWordId", "sittingId") REFERENCES "OrderWord"("requestId", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderWordRequest" ADD CONSTRAINT "OrderWordRequest_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderWordRequest" ADD CONSTRAINT "OrderWordRequest_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderWordRequest" ADD CONSTRAINT "OrderWordRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderWord" ADD CONSTRAINT "OrderWord_requestId_sittingId_fkey" FOREIGN KEY ("requestId", "sittingId") REFERENCES "OrderWordRequest"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderWord" ADD CONSTRAINT "OrderWord_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A doubt waits for the look of somebody else: nobody who had it confirms or turns away.
CREATE FUNCTION second_look() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE open_doubt "IdentityCheck"%ROWTYPE;
BEGIN
  PERFORM 1 FROM "Sitting" WHERE id = NEW."sittingId" FOR NO KEY UPDATE;
  SELECT * INTO open_doubt FROM "IdentityCheck" d WHERE d."sittingId" = NEW."sittingId" AND d.outcome = 'DOUBT' AND d."doubtId" IS NULL
    AND NOT EXISTS (SELECT 1 FROM "IdentityCheck" s WHERE s."doubtId" = d.id AND s.outcome <> 'DOUBT');
  IF NEW."doubtId" IS DISTINCT FROM open_doubt.id THEN
    RAISE EXCEPTION 'a check names the doubt that is open' USING ERRCODE = 'check_violation';
  END IF;
  IF open_doubt.id IS NOT NULL AND NEW.outcome <> 'DOUBT' AND NEW."checkedById" = open_doubt."checkedById" THEN
    RAISE EXCEPTION 'whoever doubted does not decide alone' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."orderWordId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "OrderWord" WHERE "requestId" = NEW."orderWordId" AND "isConfirmed") THEN
    RAISE EXCEPTION 'the order did not confirm' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_look BEFORE INSERT ON "IdentityCheck" FOR EACH ROW EXECUTE FUNCTION second_look();

ALTER TABLE "IdentityCheck" ADD CONSTRAINT "IdentityCheck_document" CHECK
  (outcome <> 'CONFIRMED' OR "documentType" <> 'NONE_AT_HAND' OR "orderWordId" IS NOT NULL);

-- Nor does the day of somebody who is doubted go on or end by another way.
CREATE FUNCTION no_open_doubt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "IdentityCheck" d WHERE d."sittingId" = NEW.id AND d.outcome = 'DOUBT' AND d."doubtId" IS NULL
             AND NOT EXISTS (SELECT 1 FROM "IdentityCheck" s WHERE s."doubtId" = d.id AND s.outcome <> 'DOUBT')) THEN
    RAISE EXCEPTION 'a doubt waits for a second look' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_open_doubt BEFORE UPDATE OF state ON "Sitting" FOR EACH ROW
  WHEN (OLD.state = 'WAITING' AND NEW.state IN ('IDENTITY_CONFIRMED', 'NOT_COMPLETED')) EXECUTE FUNCTION no_open_doubt();

-- The link works once and in its time.
CREATE FUNCTION order_word_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "OrderWordRequest" r JOIN "Account" a ON a.id = NEW."answeredById"
                 WHERE r.id = NEW."requestId" AND NEW."answeredAt" < r."expiresAt" AND a."bodyId" = r."bodyId") THEN
    RAISE EXCEPTION 'an order answers in time and by its own people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE INSERT ON "OrderWord" FOR EACH ROW EXECUTE FUNCTION order_word_in_time();

CREATE TRIGGER refuse_practice BEFORE INSERT ON "OrderWordRequest" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['OrderWordRequest', 'OrderWord']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
