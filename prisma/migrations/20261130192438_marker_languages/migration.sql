-- CreateTable
CREATE TABLE "MarkerLanguages" (
    "id" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "languages" TEXT[],
    "setById" UUID NOT NULL,
    "setAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MarkerLanguages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MarkerLanguages_raterId_setAt_idx" ON "MarkerLanguages"("raterId", "setAt");

-- AddForeignKey
ALTER TABLE "MarkerLanguages" ADD CONSTRAINT "MarkerLanguages_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkerLanguages" ADD CONSTRAINT "MarkerLanguages_setById_fkey" FOREIGN KEY ("setById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "MarkerLanguages" ADD CONSTRAINT "MarkerLanguages_known" CHECK (cardinality(languages) > 0 AND languages <@ ARRAY['fr', 'en']);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "MarkerLanguages" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "MarkerLanguages" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
