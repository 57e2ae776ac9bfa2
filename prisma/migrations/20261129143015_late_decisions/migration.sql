-- CreateTable
CREATE TABLE "LateDecision" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "isCounted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "through" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "deciderId" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LateDecision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LateDecision_runId_idx" ON "LateDecision"("runId");

-- CreateIndex
CREATE INDEX "Observation_kind_createdAt_idx" ON "Observation"("kind", "createdAt");

-- AddForeignKey
ALTER TABLE "LateDecision" ADD CONSTRAINT "LateDecision_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateDecision" ADD CONSTRAINT "LateDecision_deciderId_fkey" FOREIGN KEY ("deciderId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Evidence is append-only.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "LateDecision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "LateDecision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
