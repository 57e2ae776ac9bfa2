import type { ReactNode } from "react";
import { formatDate, formatTime, formatTimeZone } from "#shared/i18n/dates.ts";
import { deskSessions } from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, EmptyState, Link, LinkButton, Notice, PageHeader, StateTag, type StateShape, type Tone } from "#client/ui/index.ts";
import { addresses } from "./addresses.ts";
import { CaptioningNotice } from "./captioning-notice.tsx";
import styles from "./session-list.module.css";

type Session = RouteAnswer<typeof deskSessions>["sessions"][number];

const looks: Readonly<Record<Session["state"], { shape: StateShape; tone: Tone }>> = {
  OPEN: { shape: "hollow", tone: "neutral" },
  IN_PROGRESS: { shape: "full", tone: "info" },
  HELD: { shape: "square", tone: "neutral" },
  CANCELLED: { shape: "square", tone: "neutral" },
};

/** The sessions that an adviser leads: today's first, then those to come, then the past ones. */
export function SessionListPage(): ReactNode {
  const t = useT();
  const sessions = useRoute(deskSessions, {}, { pollMs: 30_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("desk.sessionsTitle")} lead={t("desk.sessionsLead")} />
      <CaptioningNotice />
      <Fetched query={sessions}>
        {({ sessions: own, watching, serverNow }) => (
          <>
            {watching > 0 && (
              <Notice
                title={t("wall.asked", { count: watching })}
                actions={<LinkButton href={addresses.wall}>{t("wall.title")}</LinkButton>}
              />
            )}
            {own.length > 0 && <Groups sessions={own} now={serverNow} />}
            {own.length === 0 && watching === 0 && (
              <EmptyState title={t("desk.sessionsEmpty")}>{t("desk.sessionsEmptyWhy")}</EmptyState>
            )}
          </>
        )}
      </Fetched>
    </div>
  );
}

function Groups({ sessions, now }: { readonly sessions: readonly Session[]; readonly now: string }): ReactNode {
  const t = useT();
  const isOver = ({ state }: Session): boolean => state === "HELD" || state === "CANCELLED";
  const dayOf = (at: string, timeZone: string): string => formatDate("fr", at, timeZone, "short");
  const isToday = (session: Session): boolean =>
    session.state === "IN_PROGRESS" ||
    (!isOver(session) && dayOf(session.startsAt, session.timeZone) === dayOf(now, session.timeZone));
  const today = sessions.filter(isToday);
  const others = [
    { title: t("desk.comingSessions"), rows: sessions.filter((session) => !isOver(session) && !isToday(session)) },
    { title: t("desk.pastSessions"), rows: sessions.filter(isOver) },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <>
      {today.length > 0 && (
        <section className="stack" aria-label={t("desk.today")}>
          <h2>{t("desk.today")}</h2>
          {today.map((session) => (
            <TodayCard key={session.sessionId} session={session} />
          ))}
        </section>
      )}
      {others.map(({ title, rows }) => (
        <section key={title} className="stack" aria-label={title}>
          <h2>{title}</h2>
          <ul className={styles.list}>
            {rows.map((session) => (
              <SessionLine key={session.sessionId} session={session} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface Words {
  readonly when: string;
  readonly what: string;
  readonly where: string;
  readonly state: ReactNode;
}

function useWords({ startsAt, timeZone, state, deliveryMode, advisers, bodyName, people, place }: Session): Words {
  const t = useT();
  const { locale } = useLocale();
  const mode = t(deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  const names = advisers.map(({ name }) => name).join(", ");
  return {
    when: `${formatDate(locale, startsAt, timeZone)}, ${formatTime(locale, startsAt, timeZone)}`,
    what: `${bodyName} · ${mode} · ${t("desk.people", { count: people })}`,
    where: [
      ...(deliveryMode === "IN_PERSON" ? [place] : []),
      formatTimeZone(locale, startsAt, timeZone),
      t("desk.withAdvisers", { names }),
    ].join(" · "),
    state: <StateTag {...looks[state]}>{t(`desk.session.${state}`)}</StateTag>,
  };
}

function TodayCard({ session }: { readonly session: Session }): ReactNode {
  const t = useT();
  const { when, what, where, state } = useWords(session);
  return (
    <Card
      look="accent"
      titleLevel={3}
      title={when}
      aside={state}
      actions={
        <LinkButton href={addresses.session(session.sessionId)} variant="primary">
          {t("desk.openDesk")}
        </LinkButton>
      }
    >
      <p>{what}</p>
      <p className="quiet">{where}</p>
    </Card>
  );
}

/** A day that nobody acts on yet, or any more: one line, whose date leads to its desk. */
function SessionLine({ session }: { readonly session: Session }): ReactNode {
  const { when, what, where, state } = useWords(session);
  return (
    <li className={styles.line}>
      <div>
        <Link href={addresses.session(session.sessionId)}>{when}</Link>
        <p>{what}</p>
        <p className="quiet small">{where}</p>
      </div>
      {state}
    </li>
  );
}
