-- CreateTable
CREATE TABLE "RoomLookEnd" (
    "lookId" UUID NOT NULL,
    "endedById" UUID NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoomLookEnd_pkey" PRIMARY KEY ("lookId")
);

-- AddForeignKey
ALTER TABLE "RoomLookEnd" ADD CONSTRAINT "RoomLookEnd_lookId_fkey" FOREIGN KEY ("lookId") REFERENCES "RoomLook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLookEnd" ADD CONSTRAINT "RoomLookEnd_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RoomLookEnd" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "RoomLookEnd" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
