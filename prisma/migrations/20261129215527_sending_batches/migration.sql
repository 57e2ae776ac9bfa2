-- CreateEnum
CREATE TYPE "SendingState" AS ENUM ('WAITING', 'SENT', 'REFUSED', 'STOPPED');

-- CreateTable
CREATE TABLE "SendingBatch" (
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "stoppedById" UUID,
    "stoppedAt" TIMESTAMP(3),

    CONSTRAINT "SendingBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SendingItem" (
    "batchId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "state" "SendingState" NOT NULL,
    "code" TEXT,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "SendingItem_pkey" PRIMARY KEY ("batchId","sittingId")
);

-- CreateIndex
CREATE INDEX "SendingBatch_createdAt_idx" ON "SendingBatch"("createdAt");

-- AddForeignKey
ALTER TABLE "SendingBatch" ADD CONSTRAINT "SendingBatch_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SendingBatch" ADD CONSTRAINT "SendingBatch_stoppedById_fkey" FOREIGN KEY ("stoppedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SendingItem" ADD CONSTRAINT "SendingItem_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "SendingBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SendingItem" ADD CONSTRAINT "SendingItem_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SendingItem" ADD CONSTRAINT "SendingItem_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each person once: a result waits in one batch only, and what became of it does not change any more.
CREATE UNIQUE INDEX "SendingItem_waiting" ON "SendingItem" ("sittingId") WHERE state = 'WAITING';
ALTER TABLE "SendingItem" ADD CONSTRAINT "SendingItem_done" CHECK ((state = 'WAITING') = ("doneAt" IS NULL) AND (state = 'REFUSED') = (code IS NOT NULL));
ALTER TABLE "SendingBatch" ADD CONSTRAINT "SendingBatch_stopped" CHECK (("stoppedAt" IS NULL) = ("stoppedById" IS NULL));
CREATE FUNCTION sending_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'WAITING' OR NEW."reportId" <> OLD."reportId" THEN
    RAISE EXCEPTION 'what became of a sending does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER goes_forward BEFORE UPDATE OR DELETE ON "SendingItem" FOR EACH ROW EXECUTE FUNCTION sending_goes_forward();
