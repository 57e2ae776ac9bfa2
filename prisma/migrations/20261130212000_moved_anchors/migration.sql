-- An anchor that was moved to another marker was made then, beside nothing, or beside a text that was moved at the same moment:
-- it follows the live text beside which it was first given.
WITH RECURSIVE chain AS (
  SELECT anchor.id AS anchor, anchor.id AS task FROM "MarkingTask" anchor WHERE anchor.round = 'ANCHOR'
  UNION ALL
  SELECT chain.anchor, move."fromTaskId" FROM chain JOIN "TaskMove" move ON move."toTaskId" = chain.task
)
UPDATE "MarkingTask" anchor SET "besideId" = former."besideId"
FROM chain JOIN "MarkingTask" former ON former.id = chain.task
WHERE anchor.id = chain.anchor AND former.id <> anchor.id
  AND NOT EXISTS (SELECT FROM "TaskMove" move WHERE move."toTaskId" = former.id)
  AND former."besideId" IS NOT NULL AND former."besideId" IS DISTINCT FROM anchor."besideId";
