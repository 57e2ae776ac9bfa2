-- CreateTable
CREATE TABLE "TableMicrophone" (
    "id" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "givenById" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tokenHash" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "TableMicrophone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TableMicrophone_codeHash_key" ON "TableMicrophone"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "TableMicrophone_tokenHash_key" ON "TableMicrophone"("tokenHash");

-- CreateIndex
CREATE INDEX "TableMicrophone_roomId_idx" ON "TableMicrophone"("roomId");

-- AddForeignKey
ALTER TABLE "TableMicrophone" ADD CONSTRAINT "TableMicrophone_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TableMicrophone" ADD CONSTRAINT "TableMicrophone_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TableMicrophone" ADD CONSTRAINT "TableMicrophone_givenById_fkey" FOREIGN KEY ("givenById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
