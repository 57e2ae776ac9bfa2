import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { incidentQueue } from "#shared/protocol/incidents.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Checkbox, EmptyState, LinkButton, PageHeader, Table } from "#client/ui/index.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";

type Line = RouteAnswer<typeof incidentQueue>["incidents"][number];
/** The directorate's queue: what each file waits for and until when, the most pressing first. */
export function IncidentQueuePage(): ReactNode {
  const t = useT();
  const queue = useRoute(incidentQueue, {}, { pollMs: 20_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("incidents.title")} lead={t("incidents.queueLead")} />
      <Fetched query={queue} look="table">
        {({ incidents }) =>
          incidents.length === 0 ? (
            <EmptyState title={t("incidents.queueEmpty")}>{t("incidents.queueEmptyText")}</EmptyState>
          ) : (
            <Queue incidents={incidents} />
          )
        }
      </Fetched>
    </div>
  );
}

function Queue({ incidents }: { readonly incidents: readonly Line[] }): ReactNode {
  const t = useT();
  const dates = useDates(officeTimeZone);
  const [showsDecided, setShowsDecided] = useState(false);
  const decided = incidents.filter(({ waitsFor }) => waitsFor === "NOTHING");
  return (
    <>
      <Table
        caption={t("incidents.caption")}
        rows={incidents.filter(({ waitsFor }) => showsDecided || waitsFor !== "NOTHING")}
        rowKey={({ incidentId }) => incidentId}
        empty={<EmptyState title={t("incidents.queueEmpty")}>{t("incidents.queueEmptyText")}</EmptyState>}
        columns={[
          { key: "person", header: t("incidents.person"), cell: ({ candidateName }) => candidateName },
          {
            key: "code",
            header: t("incidents.codeColumn"),
            cell: ({ code, severity }) =>
              `${code} · ${t(codeWords[code])} · ${t("incidents.severity", { severity })}`,
          },
          {
            key: "waits",
            header: t("incidents.waits"),
            cell: ({ waitsFor, isForOthers }) =>
              `${t(`incidents.wait_${waitsFor}`)}${isForOthers ? `, ${t("incidents.forOthers")}` : ""}`,
          },
          {
            key: "due",
            header: t("incidents.due"),
            cell: ({ dueAt }) => (dueAt === null ? t("incidents.noDue") : dates.date(dueAt, "medium")),
          },
          {
            key: "open",
            header: t("incidents.open"),
            isHeaderHidden: true,
            cell: ({ incidentId, candidateName, code }) => (
              <LinkButton
                size="small"
                href={`/incidents/${incidentId}`}
                aria-label={t("incidents.openNamed", { name: candidateName, code })}
              >
                {t("incidents.open")}
              </LinkButton>
            ),
          },
        ]}
      />
      {decided.length > 0 && (
        <Checkbox
          label={t("incidents.showDecided", { count: decided.length })}
          isChecked={showsDecided}
          onChange={setShowsDecided}
        />
      )}
    </>
  );
}
