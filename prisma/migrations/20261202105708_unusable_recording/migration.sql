-- CreateTable
CREATE TABLE "UnusableRecording" (
    "sittingId" UUID NOT NULL,
    "activity" "Activity" NOT NULL,
    "declaredById" UUID NOT NULL,
    "declaredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "UnusableRecording_pkey" PRIMARY KEY ("sittingId","activity")
);

-- AddForeignKey
ALTER TABLE "UnusableRecording" ADD CONSTRAINT "UnusableRecording_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnusableRecording" ADD CONSTRAINT "UnusableRecording_declaredById_fkey" FOREIGN KEY ("declaredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A recording that cannot be heard is referred as a text is. Its marker says what was heard.
ALTER TABLE "ScriptReferral" DROP CONSTRAINT "ScriptReferral_kind", DROP CONSTRAINT "ScriptReferral_resolution";
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_kind"
  CHECK (kind IN ('ILLEGIBLE', 'THREATENING', 'OTHER_LANGUAGE') OR kind = 'INAUDIBLE' AND note <> '');
ALTER TABLE "ScriptReferral" ADD CONSTRAINT "ScriptReferral_resolution" CHECK (
  (resolution IN ('RETURN', 'REALLOT') OR resolution = 'UNUSABLE' AND kind = 'INAUDIBLE') AND "resolvedAt" IS NOT NULL AND "resolvedById" IS NOT NULL
  OR resolution IS NULL AND "resolvedAt" IS NULL
);

-- What was decided of a recording stands.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "UnusableRecording" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "UnusableRecording" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "UnusableRecording" ADD CONSTRAINT "UnusableRecording_activity" CHECK (activity IN ('DISCUSSION', 'INTERVIEW'));
