-- DropForeignKey
ALTER TABLE "RaterLimits" DROP CONSTRAINT "RaterLimits_accountId_fkey";

-- DropForeignKey
ALTER TABLE "RaterAbsence" DROP CONSTRAINT "RaterAbsence_accountId_fkey";

-- DropTable
DROP TABLE "RaterLimits";

-- DropTable
DROP TABLE "RaterAbsence";
