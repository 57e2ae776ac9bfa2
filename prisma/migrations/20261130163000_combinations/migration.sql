-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "currentCombinationId" UUID,
ADD COLUMN     "sentCombinationId" UUID;

-- AlterTable
ALTER TABLE "SendingItem" ADD COLUMN     "combinationId" UUID;

-- CreateTable
CREATE TABLE "Combination" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "inputHash" TEXT NOT NULL,
    "combined" JSONB NOT NULL,
    "computedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Combination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CombinedAttempt" (
    "combinationId" UUID NOT NULL,
    "reportId" UUID NOT NULL,

    CONSTRAINT "CombinedAttempt_pkey" PRIMARY KEY ("combinationId","reportId")
);

-- CreateIndex
CREATE INDEX "Combination_sittingId_idx" ON "Combination"("sittingId");

-- CreateIndex
CREATE INDEX "CombinedAttempt_reportId_idx" ON "CombinedAttempt"("reportId");

-- CreateIndex
CREATE UNIQUE INDEX "Result_currentCombinationId_key" ON "Result"("currentCombinationId");

-- CreateIndex
CREATE UNIQUE INDEX "Result_sentCombinationId_key" ON "Result"("sentCombinationId");

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_currentCombinationId_fkey" FOREIGN KEY ("currentCombinationId") REFERENCES "Combination"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_sentCombinationId_fkey" FOREIGN KEY ("sentCombinationId") REFERENCES "Combination"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Combination" ADD CONSTRAINT "Combination_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Combination" ADD CONSTRAINT "Combination_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Combination" ADD CONSTRAINT "Combination_policyVersion_fkey" FOREIGN KEY ("policyVersion") REFERENCES "ScoringPolicy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CombinedAttempt" ADD CONSTRAINT "CombinedAttempt_combinationId_fkey" FOREIGN KEY ("combinationId") REFERENCES "Combination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CombinedAttempt" ADD CONSTRAINT "CombinedAttempt_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SendingItem" ADD CONSTRAINT "SendingItem_combinationId_fkey" FOREIGN KEY ("combinationId") REFERENCES "Combination"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What exams give together is evidence, names one person's own, and is of the report beside which it stands.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['Combination', 'CombinedAttempt']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
CREATE TRIGGER refuse_practice BEFORE INSERT ON "Combination" FOR EACH ROW EXECUTE FUNCTION refuse_practice();

CREATE FUNCTION combination_is_of_its_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "Report" r WHERE r.id = NEW."reportId" AND r."sittingId" = NEW."sittingId" AND r."policyVersion" = NEW."policyVersion"
  ) THEN RAISE EXCEPTION 'a combination is of its own report and rules' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER combination_is_of_its_report BEFORE INSERT ON "Combination" FOR EACH ROW EXECUTE FUNCTION combination_is_of_its_report();

CREATE FUNCTION combined_is_one_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "Combination" c JOIN "Sitting" latest ON latest.id = c."sittingId"
      JOIN "Report" r ON r.id = NEW."reportId" JOIN "Sitting" earlier ON earlier.id = r."sittingId"
    WHERE c.id = NEW."combinationId" AND earlier."accountId" = latest."accountId" AND earlier.id <> latest.id
  ) THEN RAISE EXCEPTION 'exams of one person are combined' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER combined_is_one_person BEFORE INSERT ON "CombinedAttempt" FOR EACH ROW EXECUTE FUNCTION combined_is_one_person();

CREATE FUNCTION result_names_its_combination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "Combination" c
    WHERE (c.id = NEW."currentCombinationId" AND c."reportId" IS DISTINCT FROM NEW."currentReportId")
       OR (c.id = NEW."sentCombinationId" AND c."reportId" IS DISTINCT FROM NEW."sentReportId")
  ) THEN RAISE EXCEPTION 'a combination stands beside its own report' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER result_names_its_combination BEFORE INSERT OR UPDATE ON "Result" FOR EACH ROW
  WHEN (NEW."currentCombinationId" IS NOT NULL OR NEW."sentCombinationId" IS NOT NULL)
  EXECUTE FUNCTION result_names_its_combination();

CREATE OR REPLACE FUNCTION sending_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'WAITING' OR NEW."reportId" <> OLD."reportId"
    OR NEW."combinationId" IS DISTINCT FROM OLD."combinationId" THEN
    RAISE EXCEPTION 'what became of a sending does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
