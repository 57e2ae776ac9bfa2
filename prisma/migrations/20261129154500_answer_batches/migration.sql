-- CreateTable
CREATE TABLE "AnswerBatch" (
    "runId" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "leaseEpoch" INTEGER NOT NULL,
    "ops" JSON NOT NULL,
    "lane" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "isPaused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "AnswerBatch_pkey" PRIMARY KEY ("runId","clientId","firstSeq")
);

-- What was saved before keeps its numbers, its lanes and its moments: a batch for each operation.
INSERT INTO "AnswerBatch" ("runId", "clientId", "firstSeq", "lastSeq", "leaseEpoch", ops, lane, "receivedAt", "isPaused")
SELECT "runId", "clientId", seq, seq, "leaseEpoch",
  json_build_array(json_strip_nulls(json_build_object('tMono', "tMono"))::jsonb
    || jsonb_build_object('key', key, 'value', value, 'hash', hash)),
  lane, "receivedAt", "isPaused"
FROM "AnswerOp";

-- AddForeignKey
ALTER TABLE "AnswerBatch" ADD CONSTRAINT "AnswerBatch_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- DropForeignKey
ALTER TABLE "AnswerOp" DROP CONSTRAINT "AnswerOp_runId_fkey";

-- DropForeignKey
ALTER TABLE "AnswerHead" DROP CONSTRAINT "AnswerHead_runId_fkey";

-- DropTable
DROP TABLE "AnswerOp";

-- DropTable
DROP TABLE "AnswerHead";

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AnswerBatch" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "AnswerBatch" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "AnswerBatch" ADD CONSTRAINT "AnswerBatch_dense"
  CHECK ("firstSeq" >= 1 AND "lastSeq" >= "firstSeq" AND "lastSeq" = "firstSeq" + json_array_length(ops) - 1);
ALTER TABLE "AnswerBatch" ADD CONSTRAINT "AnswerBatch_lane" CHECK (lane IN ('MAIN', 'SUPERSEDED', 'LATE'));
-- What was kept aside is counted at each late save, so that it stays bounded.
CREATE INDEX "AnswerBatch_aside" ON "AnswerBatch" ("runId") WHERE lane <> 'MAIN';
