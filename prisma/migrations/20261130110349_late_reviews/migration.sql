-- CreateTable
CREATE TABLE "LateReview" (
    "decisionId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "markedText" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LateReview_pkey" PRIMARY KEY ("decisionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "LateReview_sittingId_key" ON "LateReview"("sittingId");

-- AddForeignKey
ALTER TABLE "LateReview" ADD CONSTRAINT "LateReview_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "LateDecision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateReview" ADD CONSTRAINT "LateReview_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence is append-only, and a practice has no result to review.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "LateReview" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "LateReview" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_practice BEFORE INSERT ON "LateReview" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
