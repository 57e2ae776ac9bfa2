import type { ReactNode } from "react";
import { formatDate, formatTime, formatTimeZone } from "#shared/i18n/dates.ts";
import { deskSessions } from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, EmptyState, LinkButton, PageHeader, StateTag, type StateShape, type Tone } from "#client/ui/index.ts";
import { addresses } from "./addresses.ts";

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
      <Fetched query={sessions}>
        {(data) =>
          data.sessions.length === 0 ? (
            <EmptyState title={t("desk.sessionsEmpty")}>{t("desk.sessionsEmptyWhy")}</EmptyState>
          ) : (
            <Groups sessions={data.sessions} now={data.serverNow} />
          )
        }
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
  const groups = [
    { title: t("desk.today"), rows: sessions.filter(isToday) },
    { title: t("desk.comingSessions"), rows: sessions.filter((session) => !isOver(session) && !isToday(session)) },
    { title: t("desk.pastSessions"), rows: sessions.filter(isOver) },
  ].filter(({ rows }) => rows.length > 0);
  return groups.map(({ title, rows }) => (
    <section key={title} className="stack" aria-label={title}>
      <h2>{title}</h2>
      {rows.map((session) => (
        <SessionCard key={session.sessionId} session={session} />
      ))}
    </section>
  ));
}

function SessionCard({ session }: { readonly session: Session }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { startsAt, timeZone, state, deliveryMode, advisers } = session;
  const { shape, tone } = looks[state];
  const mode = t(deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  return (
    <Card
      look={state === "IN_PROGRESS" ? "accent" : "plain"}
      titleLevel={3}
      title={`${formatDate(locale, startsAt, timeZone)}, ${formatTime(locale, startsAt, timeZone)}`}
      aside={
        <StateTag shape={shape} tone={tone}>
          {t(`desk.session.${state}`)}
        </StateTag>
      }
      actions={
        <LinkButton
          href={addresses.session(session.sessionId)}
          variant={state === "HELD" || state === "CANCELLED" ? "secondary" : "primary"}
        >
          {t("desk.openDesk")}
        </LinkButton>
      }
    >
      <p>
        {session.bodyName} · {mode} · {t("desk.people", { count: session.people })}
      </p>
      <p className="quiet">
        {deliveryMode === "IN_PERSON" && `${session.place} · `}
        {formatTimeZone(locale, startsAt, timeZone)} ·{" "}
        {t("desk.withAdvisers", { names: advisers.map(({ name }) => name).join(", ") })}
      </p>
    </Card>
  );
}
