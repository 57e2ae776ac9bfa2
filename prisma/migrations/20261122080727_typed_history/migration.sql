-- AlterTable
ALTER TABLE "AnswerOp" ADD COLUMN     "isPaused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tMono" INTEGER;

-- CreateTable
CREATE TABLE "AnswerConflict" (
    "runId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnswerConflict_pkey" PRIMARY KEY ("runId","clientId","seq","hash")
);

-- AddForeignKey
ALTER TABLE "AnswerConflict" ADD CONSTRAINT "AnswerConflict_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AnswerConflict" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "AnswerConflict" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "AnswerOp" ADD CONSTRAINT "AnswerOp_tMono" CHECK ("tMono" >= 0);
-- What was kept aside is counted at each late save, so that it stays bounded.
CREATE INDEX "AnswerOp_aside" ON "AnswerOp" ("runId") WHERE lane <> 'MAIN';
