import type { ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { myIncidents } from "#shared/protocol/my-incidents.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { LinkButton, Notice } from "#client/ui/index.ts";

/** Above «Votre parcours»: facts that wait for an answer, a decision that waits to be read. */
export function MyIncidentNotices(): ReactNode {
  const t = useT();
  const dates = useDates(officeTimeZone);
  const incidents = useRoute(myIncidents, {}, { pollMs: 30_000 }).data?.incidents ?? [];
  return (
    <>
      {incidents.map(({ incidentId, waitsForMe, standing, answerDueAt, reviewDueAt }) => {
        const open = (
          <LinkButton variant={waitsForMe === "NOTHING" ? "quiet" : "primary"} href={`/mes-incidents/${incidentId}`}>
            {t("journey.incidentOpen")}
          </LinkButton>
        );
        if (waitsForMe === "ANSWER" && answerDueAt !== null)
          return (
            <Notice key={incidentId} title={t("journey.incidentAnswer")} role="note" actions={open}>
              {t("journey.incidentAnswerText", { date: dates.date(answerDueAt) })}
            </Notice>
          );
        if (waitsForMe === "DECISION_TO_READ" && reviewDueAt !== null)
          return (
            <Notice key={incidentId} title={t("journey.incidentDecision")} role="note" actions={open}>
              {t("journey.incidentDecisionText", { date: dates.date(reviewDueAt) })}
            </Notice>
          );
        return (
          <Notice key={incidentId} role="note" actions={open}>
            {t(`journey.incident_${standing}`)}
          </Notice>
        );
      })}
    </>
  );
}
