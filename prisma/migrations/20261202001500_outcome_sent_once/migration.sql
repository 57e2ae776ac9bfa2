-- Orders and the Office des professions know an outcome and the day on which it was told. Sent again with the same one, after
-- a review that kept it, a result keeps that day for them.
ALTER TABLE "Result" ADD COLUMN "outcomeSentAt" TIMESTAMP(3);

-- The first time that a person confirmed a report with this outcome. Where earlier exams count, the reports of one exam do
-- not say what was told with each: the last time stands.
UPDATE "Result" r SET "outcomeSentAt" = COALESCE(
  (
    SELECT min(d."createdAt") FROM "ResultDecision" d
    JOIN "Report" p ON p.id = d."reportId"
    JOIN "Report" told ON told.id = r."sentReportId"
    WHERE p."sittingId" = r."sittingId" AND d.kind = 'CONFIRM' AND r."sentCombinationId" IS NULL
      AND p.report->>'outcome' = told.report->>'outcome'
  ),
  r."sentAt"
)
WHERE r."sentAt" IS NOT NULL;
