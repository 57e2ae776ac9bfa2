-- CreateEnum
CREATE TYPE "RecordingState" AS ENUM ('LIVE', 'SEALED', 'DESTROYED');

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "mediaNodeId" TEXT,
ADD COLUMN     "mediaSeats" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "MediaNode" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "people" INTEGER NOT NULL DEFAULT 0,
    "load" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "isDraining" BOOLEAN NOT NULL DEFAULT false,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "heartbeatAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MediaNode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Recording" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "state" "RecordingState" NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "sealedAt" TIMESTAMP(3),
    "manifest" JSONB,
    "signature" BYTEA,

    CONSTRAINT "Recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingKey" (
    "id" UUID NOT NULL,
    "sittingId" UUID,
    "roomId" UUID,
    "wrapped" BYTEA,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "destroyedAt" TIMESTAMP(3),

    CONSTRAINT "RecordingKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingTrack" (
    "id" UUID NOT NULL,
    "recordingId" UUID NOT NULL,
    "keyId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "RecordingTrack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordingSegment" (
    "trackId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "isRecovered" BOOLEAN NOT NULL DEFAULT false,
    "sealedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecordingSegment_pkey" PRIMARY KEY ("trackId","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "Recording_roomId_key" ON "Recording"("roomId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordingKey_sittingId_key" ON "RecordingKey"("sittingId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordingKey_roomId_key" ON "RecordingKey"("roomId");

-- CreateIndex
CREATE INDEX "RecordingTrack_recordingId_idx" ON "RecordingTrack"("recordingId");

-- CreateIndex
CREATE INDEX "RecordingTrack_nodeId_endedAt_idx" ON "RecordingTrack"("nodeId", "endedAt");

-- CreateIndex
CREATE INDEX "Room_mediaNodeId_state_idx" ON "Room"("mediaNodeId", "state");

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_mediaNodeId_fkey" FOREIGN KEY ("mediaNodeId") REFERENCES "MediaNode"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingKey" ADD CONSTRAINT "RecordingKey_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingTrack" ADD CONSTRAINT "RecordingTrack_recordingId_fkey" FOREIGN KEY ("recordingId") REFERENCES "Recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingTrack" ADD CONSTRAINT "RecordingTrack_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "RecordingKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingTrack" ADD CONSTRAINT "RecordingTrack_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordingSegment" ADD CONSTRAINT "RecordingSegment_trackId_fkey" FOREIGN KEY ("trackId") REFERENCES "RecordingTrack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
