import type { ReactNode } from "react";
import { sittingIncidents } from "#shared/protocol/incidents.ts";
import { sittingRecord, sittingWatch } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useDates, useSessionDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, LinkButton } from "#client/ui/index.ts";

const watchPollMs = 10_000;

/** Who looks after the person at this moment and what is recorded of them: nothing of it is a secret. */
export function WatchPanel({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  // As the record under it, which this page asks for in any case.
  const record = useRoute(sittingRecord, { params: { sittingId } });
  const here = useDates();
  const dates = useSessionDates(record.data?.timeZone ?? here.timeZone);
  const watch = useRoute(sittingWatch, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)], pollMs: watchPollMs });
  // The record under it says so, once.
  if (watch.error?.code === "NOT_FOUND") return null;
  return (
    <Card title={t("record.watchTitle")}>
      <Fetched query={watch} look="text">
        {({ isOver, people, watchers, room, shown, recorded, isRemembered }) => {
          if (isOver) return <p>{t("record.watchOver")}</p>;
          const named = (list: typeof people): string => list.map(({ name }) => name).join(", ");
          return (
            <div className="stack" aria-live="polite">
              <p>{t("record.watchPeople", { names: named(people) })}</p>
              <p>
                {room === null
                  ? t("record.watchNoRoom")
                  : room === "SUPERVISION"
                    ? t("watch.who", { names: [...people.map(({ name }) => name), ...watchers].join(", ") })
                    : t("record.watchRoom", { names: named(people.filter(({ isInRoom }) => isInRoom)) || "–" })}
              </p>
              {room !== null && <p>{t("record.watchShown", { room })}</p>}
              {shown.includes("side") && <p>{t("record.watchSide")}</p>}
              {recorded.length === 0 && <p>{t(isRemembered ? "record.watchRemembered" : "record.watchNotRecorded")}</p>}
              {recorded.map(({ source, since }) => (
                <p key={`${source}${since}`}>{t("record.watchRecorded", { source, at: dates.time(since) })}</p>
              ))}
            </div>
          );
        }}
      </Fetched>
    </Card>
  );
}

/** The files of incidents, where there are any. */
export function IncidentLinks({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const lines = useRoute(sittingIncidents, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data?.incidents ?? [];
  if (lines.length === 0) return null;
  return (
    <nav className="row" aria-label={t("record.incidents")}>
      {lines.map(({ incidentId, code }) => (
        <LinkButton key={incidentId} href={`/mes-incidents/${incidentId}`}>
          {t("record.incidentLink", { code })}
        </LinkButton>
      ))}
    </nav>
  );
}
