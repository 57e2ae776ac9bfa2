-- AlterTable
ALTER TABLE "Transcription" ADD COLUMN     "isCheck" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TranscriptionPolicy" (
    "version" INTEGER NOT NULL,
    "firstChecked" INTEGER NOT NULL,
    "sharePercent" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "approvedBy" TEXT NOT NULL,
    "effectiveFrom" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TranscriptionPolicy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "TypedText" (
    "sittingId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "typedById" UUID NOT NULL,
    "typedAt" TIMESTAMP(3) NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "needsCheck" BOOLEAN NOT NULL,

    CONSTRAINT "TypedText_pkey" PRIMARY KEY ("sittingId")
);

-- CreateTable
CREATE TABLE "TextCheck" (
    "sittingId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "checkedById" UUID NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TextCheck_pkey" PRIMARY KEY ("sittingId")
);

-- CreateIndex
CREATE UNIQUE INDEX "TypedText_number_key" ON "TypedText"("number");

-- AddForeignKey
ALTER TABLE "TypedText" ADD CONSTRAINT "TypedText_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TypedText" ADD CONSTRAINT "TypedText_typedById_fkey" FOREIGN KEY ("typedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TypedText" ADD CONSTRAINT "TypedText_policyVersion_fkey" FOREIGN KEY ("policyVersion") REFERENCES "TranscriptionPolicy"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TextCheck" ADD CONSTRAINT "TextCheck_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "TypedText"("sittingId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TextCheck" ADD CONSTRAINT "TextCheck_checkedById_fkey" FOREIGN KEY ("checkedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['TranscriptionPolicy', 'TypedText', 'TextCheck']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
CREATE TRIGGER refuse_practice BEFORE INSERT ON "TypedText" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
ALTER TABLE "TranscriptionPolicy" ADD CONSTRAINT "TranscriptionPolicy_sane" CHECK ("firstChecked" >= 0 AND "sharePercent" BETWEEN 0 AND 100);

-- Whoever typed a text does not check it, and whoever checks it has not typed it, whatever a program believes.
CREATE FUNCTION checker_is_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Transcription" WHERE "sittingId" = NEW."sittingId" AND NOT "isCheck" AND "typedById" = NEW."checkedById")
     OR EXISTS (SELECT 1 FROM "TypedText" WHERE "sittingId" = NEW."sittingId" AND "typedById" = NEW."checkedById") THEN
    RAISE EXCEPTION 'whoever typed a text does not check it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER is_another BEFORE INSERT ON "TextCheck" FOR EACH ROW EXECUTE FUNCTION checker_is_another();

-- Nothing is typed of a text that waits for its second reader, but by that reader.
CREATE FUNCTION typing_in_its_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."isCheck" IS DISTINCT FROM EXISTS (SELECT 1 FROM "TypedText" WHERE "sittingId" = NEW."sittingId") THEN
    RAISE EXCEPTION 'a text is typed, then checked' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_its_time BEFORE INSERT ON "Transcription" FOR EACH ROW EXECUTE FUNCTION typing_in_its_time();

-- A text that a second person has still to check is not sealed, and so not marked.
CREATE FUNCTION sealed_once_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "ActivityRun" run JOIN "TypedText" typed ON typed."sittingId" = run."sittingId"
    WHERE run.id = NEW."runId" AND run.activity = 'WRITING' AND typed."needsCheck"
      AND NOT EXISTS (SELECT 1 FROM "TextCheck" WHERE "sittingId" = run."sittingId")
  ) THEN RAISE EXCEPTION 'this text waits for its second reader' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once_checked BEFORE INSERT ON "Seal" FOR EACH ROW EXECUTE FUNCTION sealed_once_checked();

-- The first policy; its seed is this installation's own.
INSERT INTO "TranscriptionPolicy" (version, "firstChecked", "sharePercent", seed, "approvedBy", "effectiveFrom")
  VALUES (1, 200, 10, gen_random_uuid()::text, 'Comité d’examen', '2026-01-05T15:00:00Z');
