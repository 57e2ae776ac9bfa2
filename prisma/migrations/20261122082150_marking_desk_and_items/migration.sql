-- AlterEnum
ALTER TYPE "TaskState" ADD VALUE 'REFERRED';

-- AlterTable
ALTER TABLE "MarkingTask" ADD COLUMN     "withdrawnReason" TEXT;

-- AlterTable
ALTER TABLE "MarkDraft" ADD COLUMN     "annotations" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "criterionComments" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "annotations" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "criterionComments" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "sentReportId" UUID;

-- CreateTable
CREATE TABLE "ScriptReferral" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "resolution" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "resolvedById" UUID,
    "resolvedAt" TIMESTAMP(3),

    CONSTRAINT "ScriptReferral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaterLimits" (
    "accountId" UUID NOT NULL,
    "maxOpenTasks" INTEGER NOT NULL,
    "excludedBodyIds" UUID[],
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RaterLimits_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "RaterAbsence" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RaterAbsence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpenAnswer" (
    "sittingId" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "sample" TEXT NOT NULL,

    CONSTRAINT "OpenAnswer_pkey" PRIMARY KEY ("sittingId","itemId")
);

-- CreateTable
CREATE TABLE "OpenAnswerMark" (
    "id" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "raterId" UUID NOT NULL,
    "markedAt" TIMESTAMP(3) NOT NULL,
    "supersedesId" UUID,
    "supersededReason" TEXT,

    CONSTRAINT "OpenAnswerMark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VoidedItem" (
    "id" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "effect" JSONB NOT NULL,
    "voidedById" UUID NOT NULL,
    "voidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "VoidedItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ScriptReferral_taskId_idx" ON "ScriptReferral"("taskId");

-- CreateIndex
CREATE INDEX "ScriptReferral_resolvedAt_idx" ON "ScriptReferral"("resolvedAt");

-- CreateIndex
CREATE INDEX "RaterAbsence_accountId_endsOn_idx" ON "RaterAbsence"("accountId", "endsOn");

-- CreateIndex
CREATE INDEX "OpenAnswer_formId_itemId_answer_idx" ON "OpenAnswer"("formId", "itemId", "answer");

-- CreateIndex
CREATE UNIQUE INDEX "OpenAnswerMark_supersedesId_key" ON "OpenAnswerMark"("supersedesId");

-- CreateIndex
CREATE INDEX "OpenAnswerMark_formId_itemId_answer_idx" ON "OpenAnswerMark"("formId", "itemId", "answer");

-- CreateIndex
CREATE UNIQUE INDEX "VoidedItem_formId_itemId_key" ON "VoidedItem"("formId", "itemId");

-- CreateIndex
CREATE INDEX "MarkingTask_state_unit_idx" ON "MarkingTask"("state", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "Result_sentReportId_key" ON "Result"("sentReportId");

-- AddForeignKey
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "MarkingTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterLimits" ADD CONSTRAINT "RaterLimits_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterAbsence" ADD CONSTRAINT "RaterAbsence_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenAnswer" ADD CONSTRAINT "OpenAnswer_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenAnswer" ADD CONSTRAINT "OpenAnswer_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenAnswerMark" ADD CONSTRAINT "OpenAnswerMark_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenAnswerMark" ADD CONSTRAINT "OpenAnswerMark_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenAnswerMark" ADD CONSTRAINT "OpenAnswerMark_supersedesId_fkey" FOREIGN KEY ("supersedesId") REFERENCES "OpenAnswerMark"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoidedItem" ADD CONSTRAINT "VoidedItem_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoidedItem" ADD CONSTRAINT "VoidedItem_voidedById_fkey" FOREIGN KEY ("voidedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_sentReportId_fkey" FOREIGN KEY ("sentReportId") REFERENCES "Report"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Evidence is append-only.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['OpenAnswer', 'OpenAnswerMark', 'VoidedItem']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

-- The same words are marked once, whatever two markers do at once.
CREATE UNIQUE INDEX "OpenAnswerMark_one" ON "OpenAnswerMark" ("formId", "itemId", answer) WHERE "supersedesId" IS NULL;
-- A text waits for one decision at a time.
CREATE UNIQUE INDEX "ScriptReferral_one_open" ON "ScriptReferral" ("taskId") WHERE "resolvedAt" IS NULL;
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_kind" CHECK (kind IN ('ILLEGIBLE', 'THREATENING', 'OTHER_LANGUAGE'));
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_resolution" CHECK (resolution IN ('RETURN', 'REALLOT') AND "resolvedAt" IS NOT NULL AND "resolvedById" IS NOT NULL OR resolution IS NULL AND "resolvedAt" IS NULL);
ALTER TABLE "RaterAbsence" ADD CONSTRAINT "RaterAbsence_days" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "RaterLimits" ADD CONSTRAINT "RaterLimits_cap" CHECK ("maxOpenTasks" >= 0);

-- What was sent before this column existed is what was current then.
UPDATE "Result" SET "sentReportId" = "currentReportId" WHERE state = 'RESULT_SENT';
