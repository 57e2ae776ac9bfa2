-- DropIndex
DROP INDEX "Result_state_idx";

-- CreateIndex
CREATE INDEX "Result_state_sentAt_idx" ON "Result"("state", "sentAt");
