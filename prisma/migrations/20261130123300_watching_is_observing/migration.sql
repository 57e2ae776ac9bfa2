-- Whoever led the session or watched over its people, opened the incident, acted in it or wrote one of its entries has observed.
CREATE OR REPLACE FUNCTION has_observed(incident uuid, account uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "Incident" WHERE id = incident AND "openedById" = account)
    OR EXISTS (SELECT 1 FROM "Incident" i JOIN "Sitting" s ON s.id = i."sittingId"
               JOIN "SessionAdviser" a ON a."sessionId" = s."sessionId"
               WHERE i.id = incident AND a."accountId" = account)
    OR EXISTS (SELECT 1 FROM "Incident" i JOIN "Sitting" s ON s.id = i."sittingId"
               JOIN "SessionWatcher" w ON w."sessionId" = s."sessionId"
               WHERE i.id = incident AND w."accountId" = account)
    OR EXISTS (SELECT 1 FROM "IncidentAct" WHERE "incidentId" = incident AND "actorId" = account)
    OR EXISTS (SELECT 1 FROM "IncidentEntry" e JOIN "Observation" o ON o.id = e."observationId"
               WHERE e."incidentId" = incident AND o."authorId" = account)
    OR EXISTS (SELECT 1 FROM "DisclosedEntry" e JOIN "Observation" o ON o.id = e."observationId"
               WHERE e."incidentId" = incident AND o."authorId" = account)
$$;
