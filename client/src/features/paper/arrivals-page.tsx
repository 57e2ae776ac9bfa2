import { useState, type ReactNode } from "react";
import { formatDate, formatTime } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { paperSessions, type PaperPerson } from "#shared/protocol/paper.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, Dialog, EmptyState, PageHeader, StateTag } from "#client/ui/index.ts";
import { CollectDialog } from "./collect-dialog.tsx";
import { PersonActions, type PaperAct } from "./person-actions.tsx";
import { StationCodeDialog } from "./station-code-dialog.tsx";
import styles from "./paper.module.css";

type Session = RouteAnswer<typeof paperSessions>["sessions"][number];

/** What this page shows of another feature; the application passes it. */
export interface ArrivalsSlots {
  readonly renderIdentity: (sittingId: string, onRecorded: () => void) => ReactNode;
}

const pollMs = 10_000;

/** Support staff on the day: who is here, and the one or two things to do for each. */
export function ArrivalsPage({ renderIdentity }: ArrivalsSlots): ReactNode {
  const t = useT();
  const [watched, setWatched] = useState<readonly string[]>([]);
  const sessions = useRoute(paperSessions, {}, { topics: watched.map(topicOf.session), pollMs });
  const [act, setAct] = useState<PaperAct>();
  const ids = sessions.data?.sessions.map(({ sessionId }) => sessionId) ?? [];
  // Which sessions there are is known only once they have been fetched.
  if (ids.join() !== watched.join()) setWatched(ids);
  const close = (): void => setAct(undefined);
  return (
    <div className="stack-loose">
      <PageHeader title={t("inperson.title")} lead={t("inperson.lead")} />
      <Fetched query={sessions}>
        {(data) =>
          data.sessions.length === 0 ? (
            <EmptyState title={t("inperson.empty")}>{t("inperson.emptyWhy")}</EmptyState>
          ) : (
            data.sessions.map((session) => <SessionCard key={session.sessionId} session={session} onAct={setAct} />)
          )
        }
      </Fetched>
      {act?.kind === "identity" && (
        <Dialog
          isOpen
          onClose={close}
          title={`${t("identity.title")} · ${act.person.name}`}
          closeLabel={t("common.close")}
        >
          {renderIdentity(act.person.sittingId, close)}
        </Dialog>
      )}
      {act?.kind === "code" && <StationCodeDialog person={act.person} timeZone={act.timeZone} onClose={close} />}
      {act?.kind === "collect" && <CollectDialog person={act.person} activity={act.activity} onClose={close} />}
    </div>
  );
}

function SessionCard({
  session,
  onAct,
}: {
  readonly session: Session;
  readonly onAct: (act: PaperAct) => void;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { startsAt, timeZone, state } = session;
  return (
    <Card
      title={`${formatDate(locale, startsAt, timeZone)}, ${formatTime(locale, startsAt, timeZone)}`}
      aside={<StateTag shape={state === "IN_PROGRESS" ? "full" : "hollow"}>{t(`desk.session.${state}`)}</StateTag>}
    >
      <p className="quiet">
        {session.bodyName} · {session.place}
      </p>
      {session.people.length === 0 && <p>{t("desk.noPeople")}</p>}
      {session.people.map((person) => (
        <Person key={person.sittingId} person={person} timeZone={timeZone} onAct={onAct} />
      ))}
    </Card>
  );
}

function Person({
  person,
  timeZone,
  onAct,
}: {
  readonly person: PaperPerson;
  readonly timeZone: string;
  readonly onAct: (act: PaperAct) => void;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const time = (at: string): string => formatTime(locale, at, timeZone);
  const facts = [
    t(person.writingTool === "KEYBOARD" ? "inperson.atKeyboard" : "inperson.byHand"),
    person.arrivedAt !== null && t("inperson.arrivedAt", { time: time(person.arrivedAt) }),
    person.stationCodeGivenAt !== null &&
      person.lastSeenAt === null &&
      t("inperson.codeGivenAt", { time: time(person.stationCodeGivenAt) }),
    person.lastSeenAt !== null && t("inperson.stationHeardAt", { time: time(person.lastSeenAt) }),
    person.isReadingSealed && person.writingTool === "HANDWRITTEN" && t("inperson.readingKeyed"),
    person.isWritingSealed && person.writingTool === "HANDWRITTEN" && t("inperson.textSealed"),
  ].filter((fact) => typeof fact === "string");
  return (
    <section className={styles.person} aria-label={person.name}>
      <div className={styles.who}>
        <strong>{person.name}</strong>
        <span className="quiet small">{facts.join(" · ")}</span>
        <StateTag shape={person.state === "SCHEDULED" ? "hollow" : person.state === "WAITING" ? "half" : "full"}>
          {t(`desk.state.${person.state}`)}
        </StateTag>
      </div>
      <PersonActions person={person} timeZone={timeZone} onAct={onAct} />
    </section>
  );
}
