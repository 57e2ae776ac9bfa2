-- CreateTable
CREATE TABLE "ObservationNote" (
    "id" UUID NOT NULL,
    "observationId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ObservationNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ObservationNote_observationId_idx" ON "ObservationNote"("observationId");

-- AddForeignKey
ALTER TABLE "ObservationNote" ADD CONSTRAINT "ObservationNote_observationId_sittingId_fkey" FOREIGN KEY ("observationId", "sittingId") REFERENCES "Observation"("id", "sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A person's words stay, and say something.
ALTER TABLE "ObservationNote" ADD CONSTRAINT "ObservationNote_text" CHECK (btrim(text) <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ObservationNote" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "ObservationNote" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
