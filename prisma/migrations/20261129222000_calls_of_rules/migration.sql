-- A call that a rule made says which, so that it is over with its cause.
ALTER TABLE "HelpCall" ADD COLUMN "rule" TEXT;
