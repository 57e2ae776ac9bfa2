import { useState, type ReactNode } from "react";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Badge, Button, Card, EmptyState, Notice, PageHeader } from "#client/ui/index.ts";
import styles from "./demo.module.css";

type Demonstration = RouteAnswer<typeof demonstration>;
type Person = Demonstration["people"][number];
type Session = Demonstration["sessions"][number];

/** Walk every role from one browser: each person opens in a window of their own, under a host name of their own. */
export function DemoPage(): ReactNode {
  const t = useT();
  const demo = useRoute(demonstration, {}, { pollMs: 10_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("demo.title")} lead={t("demo.lead")} />
      {!hasOwnHosts() && <Notice tone="attention">{t("demo.notLocalhost")}</Notice>}
      <Fetched query={demo}>
        {(data) => (
          <>
            {data.sessions.length === 0 && <EmptyState title={t("demo.noSession")}>{t("demo.noSessionText")}</EmptyState>}
            {data.sessions.map((session) => (
              <SessionCard key={session.sessionId} session={session} people={data.people} />
            ))}
            <Everybody people={data.people} password={data.password} />
          </>
        )}
      </Fetched>
    </div>
  );
}

function SessionCard({ session, people }: { readonly session: Session; readonly people: readonly Person[] }): ReactNode {
  const t = useT();
  const dates = useDates(session.timeZone);
  const byId = (ids: readonly string[]): Person[] => ids.flatMap((id) => people.find(({ accountId }) => accountId === id) ?? []);
  const isOnline = session.deliveryMode === "ONLINE";
  const holding = (wanted: Person["roles"][number]): Person[] => people.filter(({ roles }) => roles.includes(wanted));
  const clerks = people.filter(({ roles, bodyCode }) => roles.includes("CLERK") && bodyCode === session.bodyCode);
  const support = isOnline ? [] : holding("SUPPORT");
  const steps = (isOnline ? t("demo.stepsOnline") : t("demo.stepsInPerson")).split("\n");
  return (
    <Card
      title={t(isOnline ? "demo.sessionOnline" : "demo.sessionInPerson", { body: session.bodyCode })}
      aside={<Badge tone="info">{dates.dateTime(session.startsAt)}</Badge>}
    >
      {session.state === "HELD" && <Notice>{t("demo.over")}</Notice>}
      <div className={styles.columns}>
        <div className="stack">
          <People title={t("demo.candidates")} people={byId(session.candidateIds)} />
          <People title={t("demo.advisers")} people={byId(session.adviserIds)} />
          {support.length > 0 && <People title={t("demo.support")} people={support} />}
          <People title={t("demo.after")} people={holding("RATER")} />
          <People title={t("demo.direction")} people={holding("DIRECTOR")} />
          <People title={t("demo.committee")} people={holding("COMMITTEE")} />
          <People title={t("demo.clerks")} people={clerks} />
        </div>
        <div>
          <h3 className={styles.heading}>{t("demo.whatToTry")}</h3>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      </div>
    </Card>
  );
}

function Everybody({ people, password }: { readonly people: readonly Person[]; readonly password: string }): ReactNode {
  const t = useT();
  const staff = people.filter(({ roles }) => !roles.includes("CANDIDATE"));
  return (
    <Card title={t("demo.accounts")}>
      <p>{t("demo.password", { password })}</p>
      <ul className={styles.accounts}>
        {staff.map((person) => (
          <li key={person.accountId}>
            <EnterButton person={person} /> <span className="quiet">{person.email}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function People({ title, people }: { readonly title: string; readonly people: readonly Person[] }): ReactNode {
  return (
    <div>
      <h3 className={styles.heading}>{title}</h3>
      <div className="row">
        {people.map((person) => (
          <EnterButton key={person.accountId} person={person} />
        ))}
      </div>
    </div>
  );
}

/** Signs in as this person in a new window, through a one-time entry. */
function EnterButton({ person }: { readonly person: Person }): ReactNode {
  const t = useT();
  const [error, setError] = useState<unknown>();
  const enter = (): void => {
    // Opened at once, because a window opened after an answer comes is taken for an advertisement.
    const target = window.open("about:blank", `epreuve-${person.slug}`);
    call(demonstrationTicket, { body: { accountId: person.accountId } }).then(
      ({ token }) => {
        const address = `${originFor(person.slug)}/demo/entrer/${token}`;
        if (target) target.location.href = address;
        else location.href = address;
      },
      (reason: unknown) => {
        target?.close();
        setError(reason);
      },
    );
  };
  const tool = person.tool === "HANDWRITTEN" ? ` ${t("demo.byHand")}` : "";
  return (
    <>
      <Button size="small" onClick={enter}>{`${person.name}${tool}`}</Button>
      <RefusalNotice error={error} />
    </>
  );
}

/** Names under `localhost` lead to this machine, and each has cookies of its own. */
const hasOwnHosts = (): boolean => location.hostname === "localhost" || location.hostname.endsWith(".localhost");
const originFor = (slug: string): string =>
  hasOwnHosts() ? `${location.protocol}//${slug}.localhost:${location.port}` : location.origin;
