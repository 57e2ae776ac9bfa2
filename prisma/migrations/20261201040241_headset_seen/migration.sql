-- AlterTable
ALTER TABLE "RoomLookLine" ADD COLUMN     "headset" TEXT;

-- Of a headset that is well the line says whether it was shown and accepted or is not there; older lines leave it open.
ALTER TABLE "RoomLookLine" ADD CONSTRAINT "RoomLookLine_headset"
  CHECK ("headset" IS NULL OR ("headset" IN ('ACCEPTED', 'NONE') AND step = 'HEADSET' AND "isWell"));
