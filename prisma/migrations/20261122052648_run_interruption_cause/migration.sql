-- AlterTable
ALTER TABLE "ActivityRun" ADD COLUMN     "interruptionCause" "TimeCause";
