-- The second version of the taxonomy: whatever happened, the activity may simply have gone on, and nobody is made to
-- note a pause, a second document or an apology that there was not.
INSERT INTO "IncidentCode" (version, code, "minSeverity", "maxSeverity", acts, effects, "tellsBody", "approvedBy", "effectiveFrom")
SELECT 2, code, "minSeverity", "maxSeverity",
  CASE WHEN 'CONTINUED' = ANY (acts) THEN acts ELSE array_append(acts, 'CONTINUED') END,
  effects, "tellsBody", "approvedBy", '2026-01-06T15:00:00Z'
FROM "IncidentCode" WHERE version = 1;
