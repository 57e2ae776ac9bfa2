import type { ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { roomLooks, type RoomLookView } from "#shared/protocol/room-look.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Notice } from "#client/ui/index.ts";

/** What was noted line by line, in the same words for the person and for the staff. */
export function RoomLookLines({ look, timeZone }: { readonly look: RoomLookView; readonly timeZone: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const at = (instant: string): string => formatTime(locale, instant, timeZone);
  return (
    <>
      <p className="quiet small">
        {t(look.now === null ? "roomlook.done" : "roomlook.begun", { name: look.byName, at: at(look.startedAt) })}
      </p>
      {look.lines.length > 0 && (
        <ul>
          {look.lines.map((line) => (
            <li key={line.step}>
              {t(`roomlook.step.${line.step}`)} · {line.isWell ? t("roomlook.isWell") : line.note}{" "}
              <span className="quiet small">
                {at(line.at)} · {line.byName}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Every look at the room, in the record. */
export function RoomLookRecord({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const data = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  if (!data || data.looks.length === 0) return null;
  return (
    <section className="stack" aria-label={t("roomlook.title")}>
      <h2>{t("roomlook.title")}</h2>
      {data.looks.map((look) => (
        <RoomLookLines key={look.lookId} look={look} timeZone={data.timeZone} />
      ))}
    </section>
  );
}

/** On the person's page: what is asked at this moment, in plain words, and nothing to click. */
export function RoomStepNow({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const data = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  const look = data?.looks[0];
  if (!look?.now) return null;
  return (
    <Notice role="status" title={t("roomlook.nowTitle", { name: look.byName, step: t(`roomlook.step.${look.now}`) })}>
      <p>{t(`roomlook.ask.${look.now}`)}</p>
      <p className="quiet small">
        {t("roomlook.progress", { place: String(look.steps.indexOf(look.now) + 1), count: String(look.steps.length) })}
      </p>
    </Notice>
  );
}
