-- CreateEnum
CREATE TYPE "EquityRemedy" AS ENUM ('ITEM_REVIEW', 'RETRAINING', 'REMARKING', 'NEW_VERSION');

-- CreateTable
CREATE TABLE "EquityAnswer" (
    "id" UUID NOT NULL,
    "statisticId" TEXT NOT NULL,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "remedy" "EquityRemedy" NOT NULL,
    "words" TEXT NOT NULL,
    "seen" JSONB NOT NULL,
    "authorId" UUID NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EquityAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EquityAnswer_statisticId_idx" ON "EquityAnswer"("statisticId");

-- AddForeignKey
ALTER TABLE "EquityAnswer" ADD CONSTRAINT "EquityAnswer_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "EquityAnswer"
  ADD CONSTRAINT "EquityAnswer_words" CHECK (btrim(words) <> ''),
  ADD CONSTRAINT "EquityAnswer_period" CHECK ("periodFrom" <= "periodTo");

-- What is decided about a finding is decided by whoever answers for the exam.
CREATE FUNCTION equity_is_answered_by_right() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (holds_role(NEW."authorId", 'DIRECTOR') OR holds_role(NEW."authorId", 'COMMITTEE')) THEN
    RAISE EXCEPTION 'the directorate or the committee' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER equity_is_answered_by_right BEFORE INSERT ON "EquityAnswer" FOR EACH ROW EXECUTE FUNCTION equity_is_answered_by_right();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "EquityAnswer" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "EquityAnswer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
