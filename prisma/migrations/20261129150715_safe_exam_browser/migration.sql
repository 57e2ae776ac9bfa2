-- CreateTable
CREATE TABLE "SebCampaign" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "plist" TEXT NOT NULL,
    "configKey" TEXT NOT NULL,
    "quitToken" TEXT NOT NULL,
    "password" TEXT,
    "quitPassword" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SebCampaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SebBrowserKey" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "validFrom" TIMESTAMP(3) NOT NULL,
    "validUntil" TIMESTAMP(3),
    "addedById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SebBrowserKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SebSession" (
    "sessionId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "chosenById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SebSession_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "SebNonce" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "authSessionId" UUID NOT NULL,
    "nonceHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "provenAt" TIMESTAMP(3),

    CONSTRAINT "SebNonce_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SebCheck" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "authSessionId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "received" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SebCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SebOverride" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SebOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SebLock" (
    "id" UUID NOT NULL,
    "sittingId" UUID NOT NULL,
    "lockedAt" TIMESTAMP(3) NOT NULL,
    "releasedById" UUID,
    "releasedAt" TIMESTAMP(3),
    "reason" TEXT,

    CONSTRAINT "SebLock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SebCampaign_quitToken_key" ON "SebCampaign"("quitToken");

-- CreateIndex
CREATE UNIQUE INDEX "SebBrowserKey_campaignId_key_key" ON "SebBrowserKey"("campaignId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "SebNonce_nonceHash_key" ON "SebNonce"("nonceHash");

-- CreateIndex
CREATE INDEX "SebNonce_sittingId_authSessionId_idx" ON "SebNonce"("sittingId", "authSessionId");

-- CreateIndex
CREATE INDEX "SebCheck_sittingId_at_idx" ON "SebCheck"("sittingId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SebOverride_sittingId_key" ON "SebOverride"("sittingId");

-- CreateIndex
CREATE INDEX "SebLock_sittingId_idx" ON "SebLock"("sittingId");

-- AddForeignKey
ALTER TABLE "SebCampaign" ADD CONSTRAINT "SebCampaign_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebBrowserKey" ADD CONSTRAINT "SebBrowserKey_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "SebCampaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebBrowserKey" ADD CONSTRAINT "SebBrowserKey_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebSession" ADD CONSTRAINT "SebSession_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebSession" ADD CONSTRAINT "SebSession_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "SebCampaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebSession" ADD CONSTRAINT "SebSession_chosenById_fkey" FOREIGN KEY ("chosenById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebNonce" ADD CONSTRAINT "SebNonce_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebCheck" ADD CONSTRAINT "SebCheck_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebOverride" ADD CONSTRAINT "SebOverride_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebOverride" ADD CONSTRAINT "SebOverride_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SebLock" ADD CONSTRAINT "SebLock_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "Sitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was checked and what was overridden is evidence.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['SebCheck', 'SebOverride'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;

CREATE UNIQUE INDEX "SebLock_one_open" ON "SebLock" ("sittingId") WHERE "releasedAt" IS NULL;
