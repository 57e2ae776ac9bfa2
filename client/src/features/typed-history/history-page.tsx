import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { formatDateTime } from "#shared/i18n/dates.ts";
import { openMarkedHistory, openTypedHistory, type TypedHistoryView } from "#shared/protocol/typed-history.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, PageHeader, TextField } from "#client/ui/index.ts";
import { HistoryPlayer } from "./history-player.tsx";

/** The directorate says why before anything opens: the person reads it. */
export function HistoryPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  const [reason, setReason] = useState("");
  const open = useChange(openTypedHistory);
  return (
    <div className="stack-loose">
      <PageHeader title={t("history.title")} lead={t("history.lead")} backHref="/resultats" backLabel={t("confirmation.title")} />
      {open.data ? (
        <Opened history={open.data} />
      ) : (
        <Card>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              open.mutate({ params: { sittingId }, body: { reason } });
            }}
          >
            <p>{t("history.openMeans")}</p>
            <TextField
              label={t("history.reason")}
              hint={t("history.reasonHint")}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <RefusalNotice error={open.error} />
            <div className="row">
              <Button type="submit" variant="primary" isBusy={open.isPending}>
                {t("history.open")}
              </Button>
            </div>
          </form>
        </Card>
      )}
    </div>
  );
}

/** One's own. */
export function MyHistoryPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  const open = useChange(openTypedHistory);
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("history.title")}
        lead={t("history.myLead")}
        backHref={`/seance/${sittingId}/journal`}
        backLabel={t("record.title")}
      />
      {open.data ? (
        <Opened history={open.data} />
      ) : (
        <div className="stack">
          <RefusalNotice error={open.error} />
          <div className="row">
            <Button
              variant="primary"
              isBusy={open.isPending}
              onClick={() => open.mutate({ params: { sittingId }, body: { reason: "" } })}
            >
              {t("history.open")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

/** For a marker who has locked their mark, where the rules of its session allow it. */
export function MarkedHistoryPage(): ReactNode {
  const t = useT();
  const { taskId = "" } = useParams();
  const open = useChange(openMarkedHistory);
  return (
    <div className="stack-loose">
      <PageHeader title={t("history.title")} lead={t("history.markedLead")} backHref="/correction" backLabel={t("marking.queue")} />
      {open.data ? (
        <HistoryPlayer history={open.data} />
      ) : (
        <div className="stack">
          <RefusalNotice error={open.error} />
          <div className="row">
            <Button variant="primary" isBusy={open.isPending} onClick={() => open.mutate({ params: { taskId } })}>
              {t("history.open")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Opened({ history }: { readonly history: TypedHistoryView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <>
      <p>
        {t("history.of", {
          name: history.candidateName,
          date: formatDateTime(locale, history.startedAt, history.timeZone, "long"),
        })}
        {history.aside > 0 && ` ${t("history.aside", { count: history.aside })}`}
      </p>
      <HistoryPlayer history={history} events={history.events} />
    </>
  );
}
