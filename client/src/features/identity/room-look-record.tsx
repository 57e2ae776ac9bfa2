import type { ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { roomLooks, type RoomLookView } from "#shared/protocol/room-look.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Disclosure, Notice } from "#client/ui/index.ts";
import styles from "./room-look.module.css";

/** Older lines about a headset leave open whether there was one. */
function wellWords({ step, headset }: RoomLookView["lines"][number]) {
  if (headset !== null) return `roomlook.isWell.${headset}` as const;
  return step === "HEADSET" ? "roomlook.isWell.HEADSET" : "roomlook.isWell";
}

/** What was noted line by line, in the same words for the person and for the staff. */
export function RoomLookLines({
  look,
  timeZone,
  isFolded = false,
}: {
  readonly look: RoomLookView;
  readonly timeZone: string;
  readonly isFolded?: boolean;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const at = (instant: string): string => formatTime(locale, instant, timeZone);
  const lines = (
    <ul>
      {look.lines.map((line) => (
        <li key={line.step}>
          {t(`roomlook.step.${line.step}`)} · {line.isWell ? t(wellWords(line)) : line.note}{" "}
          <span className="quiet small">
            {at(line.at)} · {line.byName}
          </span>
        </li>
      ))}
    </ul>
  );
  const standing = look.ended
    ? t("roomlook.ended", { name: look.ended.byName, at: at(look.ended.at) })
    : t(look.now === null ? "roomlook.done" : "roomlook.begun", { name: look.byName, at: at(look.startedAt) });
  return (
    <>
      <p className={look.ended ? undefined : "quiet small"}>{standing}</p>
      {look.ended && <MissingSteps look={look} />}
      {/* While it is under way, what is asked comes first. */}
      {look.lines.length > 0 &&
        (look.now === null && !isFolded ? lines : <Disclosure summary={t("roomlook.noted", { count: look.lines.length })}>{lines}</Disclosure>)}
    </>
  );
}

/** The points that nobody has noted, by their names. */
export function MissingSteps({ look: { steps, lines } }: { readonly look: RoomLookView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const missing = steps.filter((step) => lines.every((line) => line.step !== step));
  const names = missing.map((step) => t(`roomlook.step.${step}`).toLocaleLowerCase(locale));
  return <p>{t("roomlook.missing", { steps: new Intl.ListFormat(locale).format(names) })}</p>;
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
  const { locale } = useLocale();
  const data = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  const look = data?.looks[0];
  if (!look?.now) return null;
  const step = t(`roomlook.step.${look.now}`).toLocaleLowerCase(locale);
  return (
    <div className={styles.pinnedAbove}>
      <Notice role="status" title={t("roomlook.nowTitle", { name: look.byName, step })}>
        <p>{t(`roomlook.ask.${look.now}`)}</p>
        <p className="quiet small">
          {t("roomlook.progress", { place: String(look.steps.indexOf(look.now) + 1), count: String(look.steps.length) })}
        </p>
      </Notice>
    </div>
  );
}
