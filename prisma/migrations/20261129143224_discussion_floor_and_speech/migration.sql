-- CreateEnum
CREATE TYPE "AbsenceOutcome" AS ENUM ('GO_ON', 'RESTART');

-- CreateTable
CREATE TABLE "SpeechInterval" (
    "roomId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3) NOT NULL,
    "averageDbov" INTEGER NOT NULL,

    CONSTRAINT "SpeechInterval_pkey" PRIMARY KEY ("roomId","accountId","startedAt")
);

-- CreateTable
CREATE TABLE "FloorTurn" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "sittingId" UUID,
    "adviserId" UUID NOT NULL,
    "handAt" TIMESTAMP(3),
    "givenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FloorTurn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AbsenceDecision" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "adviserId" UUID NOT NULL,
    "kind" "AbsenceOutcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "absentSince" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AbsenceDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Caption" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "speaker" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Caption_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FloorTurn_roomId_givenAt_idx" ON "FloorTurn"("roomId", "givenAt");

-- CreateIndex
CREATE UNIQUE INDEX "AbsenceDecision_roomId_sittingId_kind_key" ON "AbsenceDecision"("roomId", "sittingId", "kind");

-- CreateIndex
CREATE INDEX "Caption_roomId_createdAt_idx" ON "Caption"("roomId", "createdAt");

-- AddForeignKey
ALTER TABLE "SpeechInterval" ADD CONSTRAINT "SpeechInterval_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpeechInterval" ADD CONSTRAINT "SpeechInterval_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorTurn" ADD CONSTRAINT "FloorTurn_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorTurn" ADD CONSTRAINT "FloorTurn_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorTurn" ADD CONSTRAINT "FloorTurn_adviserId_fkey" FOREIGN KEY ("adviserId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AbsenceDecision" ADD CONSTRAINT "AbsenceDecision_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AbsenceDecision" ADD CONSTRAINT "AbsenceDecision_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AbsenceDecision" ADD CONSTRAINT "AbsenceDecision_adviserId_fkey" FOREIGN KEY ("adviserId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Caption" ADD CONSTRAINT "Caption_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Caption" ADD CONSTRAINT "Caption_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SpeechInterval" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "SpeechInterval" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "FloorTurn" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "FloorTurn" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AbsenceDecision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "AbsenceDecision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Caption" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "Caption" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "SpeechInterval" ADD CONSTRAINT speech_has_length CHECK ("endedAt" > "startedAt");
