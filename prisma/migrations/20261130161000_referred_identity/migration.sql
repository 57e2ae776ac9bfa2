-- Whom the order referred stays as it was written; a correction by the person stands beside it.
ALTER TABLE "Referral" ADD COLUMN "givenName" TEXT, ADD COLUMN "familyName" TEXT, ADD COLUMN "birthDate" DATE;

-- What the order wrote before today is known only as it stands in the registration.
UPDATE "Referral" SET "givenName" = g."givenName", "familyName" = g."familyName", "birthDate" = g."birthDate"
  FROM "Registration" g WHERE g."referralId" = "Referral".id;

-- AlterTable
ALTER TABLE "Referral" ALTER COLUMN "givenName" SET NOT NULL, ALTER COLUMN "familyName" SET NOT NULL, ALTER COLUMN "birthDate" SET NOT NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Referral" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "Referral" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
