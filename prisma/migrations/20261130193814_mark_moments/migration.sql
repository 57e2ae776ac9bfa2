-- AlterTable
ALTER TABLE "MarkDraft" ADD COLUMN     "moments" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "moments" JSONB NOT NULL DEFAULT '[]';
