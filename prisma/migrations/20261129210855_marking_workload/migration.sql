-- CreateTable
CREATE TABLE "WorkloadLimit" (
    "id" UUID NOT NULL,
    "raterId" UUID,
    "openTasks" INTEGER NOT NULL,
    "weekTasks" INTEGER NOT NULL,
    "setById" UUID,
    "setAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WorkloadLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MarkerAbsence" (
    "id" UUID NOT NULL,
    "raterId" UUID NOT NULL,
    "fromDay" DATE NOT NULL,
    "toDay" DATE NOT NULL,
    "enteredById" UUID NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "cancelledById" UUID,
    "cancelledAt" TIMESTAMP(3),

    CONSTRAINT "MarkerAbsence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskMove" (
    "id" UUID NOT NULL,
    "fromTaskId" UUID NOT NULL,
    "toTaskId" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "movedById" UUID,
    "movedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TaskMove_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WorkloadLimit_raterId_setAt_idx" ON "WorkloadLimit"("raterId", "setAt");

-- CreateIndex
CREATE INDEX "MarkerAbsence_raterId_toDay_idx" ON "MarkerAbsence"("raterId", "toDay");

-- CreateIndex
CREATE UNIQUE INDEX "TaskMove_fromTaskId_key" ON "TaskMove"("fromTaskId");

-- CreateIndex
CREATE UNIQUE INDEX "TaskMove_toTaskId_key" ON "TaskMove"("toTaskId");

-- CreateIndex
CREATE INDEX "TaskMove_movedAt_idx" ON "TaskMove"("movedAt");

-- CreateIndex
CREATE INDEX "MarkingTask_createdAt_idx" ON "MarkingTask"("createdAt");

-- AddForeignKey
ALTER TABLE "WorkloadLimit" ADD CONSTRAINT "WorkloadLimit_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkloadLimit" ADD CONSTRAINT "WorkloadLimit_setById_fkey" FOREIGN KEY ("setById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkerAbsence" ADD CONSTRAINT "MarkerAbsence_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkerAbsence" ADD CONSTRAINT "MarkerAbsence_enteredById_fkey" FOREIGN KEY ("enteredById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MarkerAbsence" ADD CONSTRAINT "MarkerAbsence_cancelledById_fkey" FOREIGN KEY ("cancelledById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMove" ADD CONSTRAINT "TaskMove_fromTaskId_fkey" FOREIGN KEY ("fromTaskId") REFERENCES "MarkingTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMove" ADD CONSTRAINT "TaskMove_toTaskId_fkey" FOREIGN KEY ("toTaskId") REFERENCES "MarkingTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMove" ADD CONSTRAINT "TaskMove_movedById_fkey" FOREIGN KEY ("movedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- Who was given how much, and what went from whom to whom, is evidence.
DO $$
DECLARE evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['WorkloadLimit', 'TaskMove']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', evidence);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', evidence);
  END LOOP;
END $$;
ALTER TABLE "WorkloadLimit" ADD CONSTRAINT "WorkloadLimit_sane" CHECK ("openTasks" BETWEEN 0 AND 500 AND "weekTasks" BETWEEN 0 AND 500);
ALTER TABLE "MarkerAbsence" ADD CONSTRAINT "MarkerAbsence_days" CHECK ("fromDay" <= "toDay");
ALTER TABLE "MarkerAbsence" ADD CONSTRAINT "MarkerAbsence_cancelled" CHECK (("cancelledAt" IS NULL) = ("cancelledById" IS NULL));
-- A task moves from one marker to another, for the same place.
CREATE FUNCTION moves_one_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "MarkingTask" a JOIN "MarkingTask" b ON a."sittingId" = b."sittingId" AND a.unit = b.unit
      AND a.round = b.round AND a.ordinal = b.ordinal AND a."raterId" <> b."raterId"
    WHERE a.id = NEW."fromTaskId" AND b.id = NEW."toTaskId" AND a.state = 'WITHDRAWN'
  ) THEN RAISE EXCEPTION 'a task moves to another marker of the same place' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves_one_place BEFORE INSERT ON "TaskMove" FOR EACH ROW EXECUTE FUNCTION moves_one_place();
-- As the installation comes; the directorate sets its own.
INSERT INTO "WorkloadLimit" (id, "raterId", "openTasks", "weekTasks", "setById", "setAt")
  VALUES (gen_random_uuid(), NULL, 40, 60, NULL, '2026-01-05T15:00:00Z');
