-- What is annulled so that it is sat again stays so though the decision is lifted: the other session was given already.
CREATE OR REPLACE FUNCTION annulled_by_incident(sitting uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM "Incident" i
    JOIN "IncidentDecision" d ON d.id = i."decisionId"
    WHERE i."sittingId" = sitting AND i.state = 'DECIDED'
      AND (d.effect = 'RESIT_ACTIVITY'
        OR (d.effect IN ('VOID_ACTIVITY', 'VOID_EXAM')
          AND NOT EXISTS (SELECT 1 FROM "IncidentReview" v WHERE v."incidentId" = i.id AND v.state = 'REVERSED')))
  )
$$;
