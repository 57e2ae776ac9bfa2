-- AlterTable
ALTER TABLE "RoomEntry" DROP COLUMN "lastAt";
