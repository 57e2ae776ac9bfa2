-- CreateEnum
CREATE TYPE "AccommodationOutcome" AS ENUM ('GRANTED', 'PARTLY_GRANTED', 'DECLINED');

-- AlterEnum
ALTER TYPE "TimeCause" ADD VALUE 'BREAK';

-- CreateTable
CREATE TABLE "SessionHold" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedById" UUID,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SessionHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccommodationRequest" (
    "id" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "wishes" TEXT[],
    "text" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccommodationRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccommodationDecision" (
    "id" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "requestId" UUID,
    "outcome" "AccommodationOutcome" NOT NULL,
    "measures" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccommodationDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatMessage" (
    "id" UUID NOT NULL,
    "callerId" UUID NOT NULL,
    "sittingId" UUID,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChatMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BroadcastReceipt" (
    "broadcastId" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "BroadcastReceipt_pkey" PRIMARY KEY ("broadcastId","sittingId")
);

-- CreateIndex
CREATE INDEX "SessionHold_sessionId_idx" ON "SessionHold"("sessionId");

-- CreateIndex
CREATE INDEX "AccommodationRequest_registrationId_idx" ON "AccommodationRequest"("registrationId");

-- CreateIndex
CREATE INDEX "AccommodationDecision_registrationId_idx" ON "AccommodationDecision"("registrationId");

-- CreateIndex
CREATE INDEX "ChatMessage_callerId_createdAt_idx" ON "ChatMessage"("callerId", "createdAt");

-- CreateIndex
CREATE INDEX "ChatMessage_sittingId_idx" ON "ChatMessage"("sittingId");

-- CreateIndex
CREATE INDEX "Broadcast_sessionId_idx" ON "Broadcast"("sessionId");

-- CreateIndex
CREATE INDEX "BroadcastReceipt_sittingId_idx" ON "BroadcastReceipt"("sittingId");

-- AddForeignKey
ALTER TABLE "SessionHold" ADD CONSTRAINT "SessionHold_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionHold" ADD CONSTRAINT "SessionHold_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccommodationRequest" ADD CONSTRAINT "AccommodationRequest_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccommodationDecision" ADD CONSTRAINT "AccommodationDecision_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccommodationDecision" ADD CONSTRAINT "AccommodationDecision_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "AccommodationRequest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccommodationDecision" ADD CONSTRAINT "AccommodationDecision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_callerId_fkey" FOREIGN KEY ("callerId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatMessage" ADD CONSTRAINT "ChatMessage_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastReceipt" ADD CONSTRAINT "BroadcastReceipt_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastReceipt" ADD CONSTRAINT "BroadcastReceipt_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence is append-only.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['AccommodationRequest', 'AccommodationDecision', 'ChatMessage', 'Broadcast']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

-- Everybody stops once at a time.
CREATE UNIQUE INDEX "SessionHold_one_open" ON "SessionHold" ("sessionId") WHERE "endedAt" IS NULL;
ALTER TABLE "SessionHold" ADD CONSTRAINT "SessionHold_ended" CHECK (("endedAt" IS NULL) = ("endedById" IS NULL));
-- Time is given, never taken.
ALTER TABLE "TimeEntry" ADD CONSTRAINT "TimeEntry_seconds" CHECK (seconds >= 0);

-- Calls that were made before there were conversations open theirs.
INSERT INTO "ChatMessage" (id, "callerId", "sittingId", "authorId", text, "createdAt")
  SELECT gen_random_uuid(), "callerId", "sittingId", "callerId", text, "createdAt" FROM "HelpCall";
INSERT INTO "ChatMessage" (id, "callerId", "sittingId", "authorId", text, "createdAt")
  SELECT gen_random_uuid(), "callerId", "sittingId", "answeredById", answer, "answeredAt" FROM "HelpCall"
  WHERE answer IS NOT NULL AND "answeredById" IS NOT NULL AND "answeredAt" IS NOT NULL;
