-- DropIndex
DROP INDEX "AbsenceDecision_roomId_sittingId_kind_key";

-- CreateIndex
CREATE INDEX "AbsenceDecision_roomId_sittingId_idx" ON "AbsenceDecision"("roomId", "sittingId");

-- Somebody leaves a discussion once; a discussion may begin again more than once.
CREATE UNIQUE INDEX "AbsenceDecision_left_once" ON "AbsenceDecision"("roomId", "sittingId") WHERE kind = 'GO_ON';
