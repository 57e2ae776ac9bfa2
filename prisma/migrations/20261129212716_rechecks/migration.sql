-- CreateTable
CREATE TABLE "Recheck" (
    "gapId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "isFaceWell" BOOLEAN NOT NULL,
    "isRoomWell" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "checkedById" UUID NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Recheck_pkey" PRIMARY KEY ("gapId")
);

-- CreateIndex
CREATE INDEX "Recheck_sittingId_idx" ON "Recheck"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "Recheck_gapId_sittingId_key" ON "Recheck"("gapId", "sittingId");

-- AddForeignKey
ALTER TABLE "Recheck" ADD CONSTRAINT "Recheck_gapId_sittingId_fkey" FOREIGN KEY ("gapId", "sittingId") REFERENCES "Observation"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recheck" ADD CONSTRAINT "Recheck_checkedById_fkey" FOREIGN KEY ("checkedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is not well says what is seen.
ALTER TABLE "Recheck" ADD CONSTRAINT "Recheck_note" CHECK (("isFaceWell" AND "isRoomWell") OR btrim(note) <> '');
CREATE TRIGGER refuse_practice BEFORE INSERT ON "Recheck" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Recheck" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "Recheck" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
