-- CreateTable
CREATE TABLE "RoomLook" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "listVersion" INTEGER NOT NULL,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoomLook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoomLookLine" (
    "lookId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "isWell" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "notedById" UUID NOT NULL,
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoomLookLine_pkey" PRIMARY KEY ("lookId","step")
);

-- CreateIndex
CREATE INDEX "RoomLook_sittingId_startedAt_idx" ON "RoomLook"("sittingId", "startedAt");

-- AddForeignKey
ALTER TABLE "RoomLook" ADD CONSTRAINT "RoomLook_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLook" ADD CONSTRAINT "RoomLook_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLookLine" ADD CONSTRAINT "RoomLookLine_lookId_fkey" FOREIGN KEY ("lookId") REFERENCES "RoomLook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLookLine" ADD CONSTRAINT "RoomLookLine_notedById_fkey" FOREIGN KEY ("notedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A line that is not well says what is seen.
ALTER TABLE "RoomLookLine" ADD CONSTRAINT "RoomLookLine_note" CHECK ("isWell" OR btrim(note) <> '');
CREATE TRIGGER refuse_practice BEFORE INSERT ON "RoomLook" FOR EACH ROW EXECUTE FUNCTION refuse_practice();
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['RoomLook', 'RoomLookLine']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
