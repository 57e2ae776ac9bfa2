import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { listeningTasks } from "#shared/protocol/listening.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { LinkButton } from "#client/ui/index.ts";
import { officeTimeZone } from "./office-time.ts";

/** Recordings that wait for this marker. Nothing at all when there are none; a list that did not come says so. */
export function ListeningTasks({ topics }: { readonly topics: readonly string[] }): ReactNode {
  const asked = useRoute(listeningTasks, {}, { topics });
  return (
    <Fetched query={asked} look="text">
      {(own) => (own.tasks.length === 0 && own.referredCount === 0 ? null : <Recordings {...own} />)}
    </Fetched>
  );
}

function Recordings({ tasks, referredCount }: RouteAnswer<typeof listeningTasks>): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <section className="stack">
      <h2>{t("marking.recordings")}</h2>
      {tasks.length > 0 && (
        <ul className="stack">
          {tasks.map(({ taskId, blindCode, activity, dueAt }) => (
            <li key={taskId} className="row row-between">
              <span>
                <span className="numbers">{blindCode}</span>
                {` · ${t(activity === "DISCUSSION" ? "marking.discussionRubric" : "marking.interviewRubric")} · ${t("marking.due", { date: formatDate(locale, dueAt, officeTimeZone, "long") })}`}
              </span>
              <LinkButton href={`/correction/enregistrement/${taskId}`} size="small" aria-label={t("marking.openRecordingNamed", { code: blindCode })}>
                {t("marking.openTask")}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      {referredCount > 0 && <p className="quiet small">{t("marking.referredRecordings", { count: referredCount })}</p>}
    </section>
  );
}
