-- DropIndex
DROP INDEX "MarkingTask_sittingId_unit_round_ordinal_key";

-- DropIndex
DROP INDEX "Attestation_sittingId_key";

-- CreateIndex
CREATE INDEX "Attestation_sittingId_idx" ON "Attestation"("sittingId");

-- One live task per place: a task that was given back leaves its place to another person.
CREATE UNIQUE INDEX "MarkingTask_one_live" ON "MarkingTask" ("sittingId", unit, round, ordinal) WHERE state <> 'WITHDRAWN';
-- Marks count in the order in which they were locked, whatever two people do at once.
CREATE UNIQUE INDEX "Mark_one_per_place" ON "Mark" ("sittingId", unit, round, ordinal) WHERE "supersedesId" IS NULL;
-- A sitting has one attestation that is issued; those that it replaced stay to be verified.
CREATE UNIQUE INDEX "Attestation_one_issued" ON "Attestation" ("sittingId") WHERE state = 'ISSUED';
