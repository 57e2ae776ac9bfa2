import { useRef, useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, Notice, PageHeader, Table } from "#client/ui/index.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { importRescue, rescueDesk } from "#shared/protocol/rescue.ts";

/** Staff bring what a candidate's device could not send: for one person, each file once. */
export function RescuePage(): ReactNode {
  const { sittingId = "" } = useParams();
  const query = useRoute(rescueDesk, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return <Fetched query={query}>{(desk) => <Desk sittingId={sittingId} desk={desk} />}</Fetched>;
}

type DeskView = RouteAnswer<typeof rescueDesk>;

function Desk({ sittingId, desk }: { readonly sittingId: string; readonly desk: DeskView }): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const take = useChange(importRescue, [rescueDesk]);
  const [isReading, setReading] = useState(false);
  const bring = async (file: File): Promise<void> => {
    setReading(true);
    const bytes = await file.arrayBuffer();
    setReading(false);
    take.mutate({ params: { sittingId }, body: { bytes, mime: "application/json" } });
  };
  return (
    <div className="stack-loose">
      <PageHeader title={t("rescue.title")} lead={t("rescue.for", { name: desk.candidateName })} />
      <Card>
        <div className="stack">
          <p>{t("rescue.lead")}</p>
          <div className="row">
            <Button
              variant="primary"
              isBusy={isReading || take.isPending}
              busyLabel={t("rescue.importing")}
              onClick={() => input.current?.click()}
            >
              {t("rescue.choose")}
            </Button>
          </div>
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            data-testid="rescue-file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void bring(file);
            }}
          />
          <RefusalNotice error={take.error} />
          {take.data && (
            <Notice tone="success" title={t("rescue.done", { activity: t(`record.activity.${take.data.activity}`) })}>
              <p>{t("rescue.counted", { count: take.data.counted })}</p>
              <p>{t("rescue.keptAside", { count: take.data.keptAside })}</p>
              {take.data.superseded > 0 && <p>{t("rescue.superseded", { count: take.data.superseded })}</p>}
              <p>{t("rescue.known", { count: take.data.known })}</p>
            </Notice>
          )}
        </div>
      </Card>
      <Imports desk={desk} />
    </div>
  );
}

function Imports({ desk: { imports, timeZone } }: { readonly desk: DeskView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <section className="stack" aria-label={t("rescue.imports")}>
      <h2>{t("rescue.imports")}</h2>
      {imports.length === 0 ? (
        <EmptyState title={t("rescue.none")}>{t("rescue.noneWhy")}</EmptyState>
      ) : (
        <Table
          caption={t("rescue.imports")}
          rows={imports}
          rowKey={({ importId }) => importId}
          columns={[
            { key: "when", header: t("rescue.when"), cell: (row) => formatTime(locale, row.importedAt, timeZone) },
            { key: "activity", header: t("rescue.activity"), cell: (row) => t(`record.activity.${row.activity}`) },
            { key: "operations", header: t("rescue.operations"), cell: (row) => row.operations },
            { key: "by", header: t("rescue.by"), cell: (row) => row.importedByName },
          ]}
        />
      )}
    </section>
  );
}
