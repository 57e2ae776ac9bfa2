-- AlterEnum
ALTER TYPE "MarkRound" ADD VALUE 'ANCHOR';

-- CreateTable
CREATE TABLE "ReferenceText" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "setId" UUID,
    "bands" INTEGER[],
    "reasons" TEXT[],
    "agreedById" UUID NOT NULL,
    "agreedAt" TIMESTAMP(3) NOT NULL,
    "retiredById" UUID,
    "retiredAt" TIMESTAMP(3),

    CONSTRAINT "ReferenceText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalibrationSet" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3),

    CONSTRAINT "CalibrationSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalibrationPolicy" (
    "version" INTEGER NOT NULL,
    "isRequired" BOOLEAN NOT NULL,
    "minExact" INTEGER NOT NULL,
    "minAdjacent" INTEGER NOT NULL,
    "refreshMonths" INTEGER NOT NULL,
    "anchorPercent" INTEGER NOT NULL,
    "driftPoints" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "setById" UUID,
    "setAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalibrationPolicy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "CalibrationAttempt" (
    "id" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "setId" UUID NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "pairs" INTEGER,
    "exact" INTEGER,
    "adjacent" INTEGER,
    "isPassed" BOOLEAN,

    CONSTRAINT "CalibrationAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalibrationMark" (
    "attemptId" UUID NOT NULL,
    "referenceId" UUID NOT NULL,
    "bands" INTEGER[],
    "comments" TEXT NOT NULL,
    "markedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalibrationMark_pkey" PRIMARY KEY ("attemptId","referenceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReferenceText_sittingId_key" ON "ReferenceText"("sittingId");

-- CreateIndex
CREATE INDEX "ReferenceText_setId_idx" ON "ReferenceText"("setId");

-- CreateIndex
CREATE INDEX "CalibrationAttempt_raterId_finishedAt_idx" ON "CalibrationAttempt"("raterId", "finishedAt");

-- AddForeignKey
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_setId_fkey" FOREIGN KEY ("setId") REFERENCES "CalibrationSet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_agreedById_fkey" FOREIGN KEY ("agreedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_retiredById_fkey" FOREIGN KEY ("retiredById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationSet" ADD CONSTRAINT "CalibrationSet_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationPolicy" ADD CONSTRAINT "CalibrationPolicy_setById_fkey" FOREIGN KEY ("setById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationAttempt" ADD CONSTRAINT "CalibrationAttempt_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationAttempt" ADD CONSTRAINT "CalibrationAttempt_setId_fkey" FOREIGN KEY ("setId") REFERENCES "CalibrationSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationAttempt" ADD CONSTRAINT "CalibrationAttempt_policyVersion_fkey" FOREIGN KEY ("policyVersion") REFERENCES "CalibrationPolicy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationMark" ADD CONSTRAINT "CalibrationMark_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "CalibrationAttempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalibrationMark" ADD CONSTRAINT "CalibrationMark_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "ReferenceText"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What is agreed, asked and given is evidence.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['CalibrationPolicy', 'CalibrationMark']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
ALTER TABLE "CalibrationPolicy" ADD CONSTRAINT "CalibrationPolicy_sane" CHECK (
  "minExact" BETWEEN 0 AND 100 AND "minAdjacent" BETWEEN "minExact" AND 100 AND "refreshMonths" BETWEEN 1 AND 60
  AND "anchorPercent" BETWEEN 0 AND 50 AND "driftPoints" BETWEEN 1 AND 50);
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_marks" CHECK (
  cardinality(bands) = 5 AND cardinality(reasons) = 5 AND 0 <= ALL (bands) AND 5 >= ALL (bands) AND '' <> ALL (reasons));
ALTER TABLE "ReferenceText" ADD CONSTRAINT "ReferenceText_retired" CHECK (("retiredAt" IS NULL) = ("retiredById" IS NULL));
ALTER TABLE "CalibrationMark" ADD CONSTRAINT "CalibrationMark_bands" CHECK (cardinality(bands) = 5 AND 0 <= ALL (bands) AND 5 >= ALL (bands));
ALTER TABLE "CalibrationAttempt" ADD CONSTRAINT "CalibrationAttempt_ended" CHECK (
  ("finishedAt" IS NULL) = ("isPassed" IS NULL) AND ("finishedAt" IS NULL) = (pairs IS NULL)
  AND ("finishedAt" IS NULL) = (exact IS NULL) AND ("finishedAt" IS NULL) = (adjacent IS NULL));
-- A marker goes through a set once at a time.
CREATE UNIQUE INDEX "CalibrationAttempt_one_open" ON "CalibrationAttempt" ("raterId") WHERE "finishedAt" IS NULL;
-- A reference is retired, never changed, and only of a text whose result was told: it can touch no result any more.
CREATE FUNCTION reference_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM "Result" WHERE "sittingId" = NEW."sittingId" AND state = 'RESULT_SENT') THEN
      RAISE EXCEPTION 'a reference is a text whose result was sent' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM "CalibrationSet" WHERE id = NEW."setId" AND "openedAt" IS NOT NULL) THEN
      RAISE EXCEPTION 'an open set takes no more texts' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."retiredAt" IS NOT NULL OR to_jsonb(NEW) - 'retiredAt' - 'retiredById' <> to_jsonb(OLD) - 'retiredAt' - 'retiredById' THEN
    RAISE EXCEPTION 'a reference is retired, never changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reference_stands BEFORE INSERT OR UPDATE ON "ReferenceText" FOR EACH ROW EXECUTE FUNCTION reference_stands();
-- As the installation comes: nobody has to calibrate before there is a set, and ten per cent of a queue may be anchors.
INSERT INTO "CalibrationPolicy" (version, "isRequired", "minExact", "minAdjacent", "refreshMonths", "anchorPercent", "driftPoints", reason, "setById", "setAt")
  VALUES (1, false, 50, 90, 12, 10, 5, '', NULL, '2026-01-05T15:00:00Z');
