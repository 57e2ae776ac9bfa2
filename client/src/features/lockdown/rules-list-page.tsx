import type { ReactNode } from "react";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { me } from "#shared/protocol/accounts.ts";
import { ruledSessions } from "#shared/protocol/lockdown.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, Link, PageHeader, Table, type Column } from "#client/ui/index.ts";
import { SessionName } from "./session-name.tsx";

type Session = RouteAnswer<typeof ruledSessions>["sessions"][number];

/** The sessions that have not started, each with its level: for whoever leads them, receives their people or directs the exam. */
export function RulesListPage(): ReactNode {
  const t = useT();
  const isDirector = useRoute(me, {}).data?.account?.roles.includes("DIRECTOR") ?? false;
  const query = useRoute(ruledSessions, {}, { pollMs: 30_000 });
  const columns: Column<Session>[] = [
    {
      key: "session",
      header: t("lockdown.session"),
      isRowHeader: true,
      cell: (session) => (
        <Link href={`/regles/${session.sessionId}`}>
          <SessionName session={session} />
        </Link>
      ),
    },
    { key: "level", header: t("lockdown.level"), cell: ({ level }) => t(`lockdown.level.${level}`) },
    {
      key: "chosen",
      header: t("lockdown.chosen"),
      cell: ({ chosenByName }) => chosenByName ?? <span className="quiet">{t("lockdown.notChosen")}</span>,
    },
  ];
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("lockdown.back")}
        lead={t("lockdown.listLead")}
        {...(isDirector ? { backHref: "/direction", backLabel: t("directorate.title") } : {})}
      />
      {isDirector && (
        <p>
          <Link href="/resultats/regles">{t("policies.title")}</Link>
        </p>
      )}
      <Fetched query={query} look="table">
        {({ sessions }) => (
          <Table
            caption={t("lockdown.sessions")}
            columns={columns}
            rows={sessions}
            rowKey={({ sessionId }) => sessionId}
            empty={<EmptyState title={t("lockdown.listEmpty")}>{t("lockdown.listEmptyWhy")}</EmptyState>}
          />
        )}
      </Fetched>
    </div>
  );
}
