-- AlterEnum
ALTER TYPE "ResultState" ADD VALUE 'UNDER_REVIEW';

-- CreateTable
CREATE TABLE "ReviewRequest" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "competencies" TEXT[],
    "reason" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReviewRequest_sittingId_key" ON "ReviewRequest"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewRequest_reportId_key" ON "ReviewRequest"("reportId");

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence is append-only, and a practice has no result to review.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReviewRequest" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "ReviewRequest" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_practice BEFORE INSERT ON "ReviewRequest" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
