-- CreateTable
CREATE TABLE "EndRequest" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EndRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EndAnswer" (
    "requestId" UUID NOT NULL,
    "isAgreed" BOOLEAN NOT NULL,
    "answeredById" UUID NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EndAnswer_pkey" PRIMARY KEY ("requestId")
);

-- CreateIndex
CREATE INDEX "EndRequest_runId_idx" ON "EndRequest"("runId");

-- AddForeignKey
ALTER TABLE "EndRequest" ADD CONSTRAINT "EndRequest_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActivityRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndRequest" ADD CONSTRAINT "EndRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndAnswer" ADD CONSTRAINT "EndAnswer_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "EndRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndAnswer" ADD CONSTRAINT "EndAnswer_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence is append-only, and nobody ends alone what somebody has begun.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "EndRequest" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "EndRequest" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "EndAnswer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "EndAnswer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_ending_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."isAgreed" AND NEW."answeredById" = (SELECT "askedById" FROM "EndRequest" WHERE id = NEW."requestId") THEN
    RAISE EXCEPTION 'an activity that has begun is ended by two people';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER ending_takes_two BEFORE INSERT ON "EndAnswer" FOR EACH ROW EXECUTE FUNCTION refuse_ending_alone();
