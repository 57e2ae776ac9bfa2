-- DropIndex
DROP INDEX "MarkingTask_sittingId_unit_round_raterId_key";

-- CreateIndex
CREATE INDEX "MarkingTask_sittingId_idx" ON "MarkingTask"("sittingId");

-- A person who stepped back is never asked again. Whoever lost a mark because nothing needed it may be, when it is needed
-- again: of an activity without a recording there may be nobody else.
CREATE UNIQUE INDEX "MarkingTask_asked_once" ON "MarkingTask" ("sittingId", unit, round, "raterId")
  WHERE "withdrawnReason" IS DISTINCT FROM 'NOT_NEEDED';
