-- CreateEnum
CREATE TYPE "DraftState" AS ENUM ('WRITTEN', 'IN_REVIEW', 'APPROVED', 'ABANDONED');

-- AlterTable
ALTER TABLE "Form" ADD COLUMN     "approvedById" UUID,
ADD COLUMN     "draftId" UUID,
ADD COLUMN     "effectiveFrom" TIMESTAMP(3) NOT NULL DEFAULT '1970-01-01 00:00:00'::timestamp without time zone,
ADD COLUMN     "submittedById" UUID;

-- CreateTable
CREATE TABLE "FormDraft" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "basedOnId" UUID,
    "state" "DraftState" NOT NULL,
    "content" JSONB NOT NULL,
    "keys" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FormDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormAuthor" (
    "draftId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FormAuthor_pkey" PRIMARY KEY ("draftId","accountId")
);

-- CreateTable
CREATE TABLE "FormAct" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FormAct_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormRetirement" (
    "formId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "retiredById" UUID NOT NULL,
    "retiredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FormRetirement_pkey" PRIMARY KEY ("formId")
);

-- CreateIndex
CREATE INDEX "FormDraft_state_idx" ON "FormDraft"("state");

-- CreateIndex
CREATE INDEX "FormAct_draftId_idx" ON "FormAct"("draftId");

-- CreateIndex
CREATE UNIQUE INDEX "Form_draftId_key" ON "Form"("draftId");

-- AddForeignKey
ALTER TABLE "Form" ADD CONSTRAINT "Form_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "FormDraft"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Form" ADD CONSTRAINT "Form_submittedById_fkey" FOREIGN KEY ("submittedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Form" ADD CONSTRAINT "Form_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormDraft" ADD CONSTRAINT "FormDraft_basedOnId_fkey" FOREIGN KEY ("basedOnId") REFERENCES "Form"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormDraft" ADD CONSTRAINT "FormDraft_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormAuthor" ADD CONSTRAINT "FormAuthor_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "FormDraft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormAuthor" ADD CONSTRAINT "FormAuthor_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormAct" ADD CONSTRAINT "FormAct_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "FormDraft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormAct" ADD CONSTRAINT "FormAct_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormRetirement" ADD CONSTRAINT "FormRetirement_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormRetirement" ADD CONSTRAINT "FormRetirement_retiredById_fkey" FOREIGN KEY ("retiredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What was decided about a form, and who wrote in it, is evidence.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['FormAuthor', 'FormAct', 'FormRetirement']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
ALTER TABLE "FormAct" ADD CONSTRAINT "FormAct_kind" CHECK (kind IN ('STARTED', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ABANDONED'));
ALTER TABLE "FormAct" ADD CONSTRAINT "FormAct_reason" CHECK (kind NOT IN ('RETURNED', 'ABANDONED') OR btrim(reason) <> '');
ALTER TABLE "FormRetirement" ADD CONSTRAINT "FormRetirement_reason" CHECK (btrim(reason) <> '');
ALTER TABLE "FormDraft" ADD CONSTRAINT "FormDraft_version" CHECK (version >= 1 AND revision >= 0);
-- One version of a case is written once at a time.
CREATE UNIQUE INDEX "FormDraft_one_open" ON "FormDraft" (code, version) WHERE state IN ('WRITTEN', 'IN_REVIEW');
ALTER TABLE "Form" ADD CONSTRAINT "Form_two_people" CHECK (
  ("draftId" IS NULL) = ("submittedById" IS NULL) AND ("draftId" IS NULL) = ("approvedById" IS NULL)
  AND ("approvedById" IS NULL OR "approvedById" <> "submittedById"));

-- A form is approved by somebody who wrote nothing in it, as it was submitted.
CREATE FUNCTION form_is_what_was_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE draft "FormDraft";
BEGIN
  IF NEW."draftId" IS NULL THEN RETURN NEW; END IF;
  SELECT * INTO draft FROM "FormDraft" WHERE id = NEW."draftId";
  IF draft.state <> 'IN_REVIEW' OR draft.content <> NEW.content OR draft.keys <> NEW.keys
    OR draft.code <> NEW.code OR draft.version <> NEW.version THEN
    RAISE EXCEPTION 'a form is approved as it was submitted' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "FormAuthor" WHERE "draftId" = NEW."draftId" AND "accountId" = NEW."approvedById") THEN
    RAISE EXCEPTION 'whoever wrote in a form does not approve it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER form_is_what_was_submitted BEFORE INSERT ON "Form" FOR EACH ROW EXECUTE FUNCTION form_is_what_was_submitted();

-- What is in review stands still, and what is approved or given up does so for good.
CREATE FUNCTION draft_stands_still() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('APPROVED', 'ABANDONED') THEN
    RAISE EXCEPTION 'a draft that is closed does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.code <> OLD.code OR NEW.version <> OLD.version OR (OLD.state <> 'WRITTEN'
    AND (NEW.content <> OLD.content OR NEW.keys <> OLD.keys OR NEW.revision <> OLD.revision)) THEN
    RAISE EXCEPTION 'a draft in review does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'APPROVED' AND NOT EXISTS (SELECT 1 FROM "Form" WHERE "draftId" = NEW.id) THEN
    RAISE EXCEPTION 'an approved draft is a form' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draft_stands_still BEFORE UPDATE OR DELETE ON "FormDraft" FOR EACH ROW EXECUTE FUNCTION draft_stands_still();

-- A session uses a form that is in effect on its day and was not retired.
CREATE FUNCTION session_has_a_form_in_effect() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Form" WHERE id = NEW."formId" AND "effectiveFrom" <= NEW."startsAt") THEN
    RAISE EXCEPTION 'the form is not in effect on that day' USING ERRCODE = 'check_violation';
  END IF;
  IF (TG_OP = 'INSERT' OR NEW."formId" <> OLD."formId")
    AND EXISTS (SELECT 1 FROM "FormRetirement" WHERE "formId" = NEW."formId") THEN
    RAISE EXCEPTION 'the form was retired' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_has_a_form_in_effect BEFORE INSERT OR UPDATE OF "formId", "startsAt" ON "Session"
  FOR EACH ROW EXECUTE FUNCTION session_has_a_form_in_effect();
