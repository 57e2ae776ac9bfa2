-- The media node's own word on who is connected, apart from tickets, which somebody who cannot connect gets as well.
ALTER TABLE "RoomEntry" ADD COLUMN "connectedAt" TIMESTAMP(3);
