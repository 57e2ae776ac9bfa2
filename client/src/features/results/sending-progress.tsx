import type { ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDateTime } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { sendingBatches, stopSending } from "#shared/protocol/sendings.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { CallError } from "#client/net/http.ts";
import { RefusalNotice, useRefusal } from "#client/net/refusal.tsx";
import { Button, Disclosure, Notice, ProgressBar, useToast } from "#client/ui/index.ts";

type Batch = RouteAnswer<typeof sendingBatches>["batches"][number];

const isGoing = ({ counts }: Batch): boolean => counts.WAITING > 0;

/** How far the batches are that the server is sending, and what the latest one left out. Nothing when there is none. */
export function SendingProgress(): ReactNode {
  const sending = useRoute(sendingBatches, {}, { pollMs: 3_000 });
  const batches = sending.data?.batches ?? [];
  const [latest] = batches;
  const shown = batches.filter((batch) => isGoing(batch) || (batch === latest && batch.refused.length > 0));
  return shown.map((batch) => <OneBatch key={batch.batchId} batch={batch} />);
}

function OneBatch({ batch }: { readonly batch: Batch }): ReactNode {
  const t = useT();
  const say = useRefusal();
  const { locale } = useLocale();
  const { counts, refused } = batch;
  const total = counts.WAITING + counts.SENT + counts.REFUSED + counts.STOPPED;
  const at = formatDateTime(locale, batch.createdAt, officeTimeZone, "medium");
  const count = t("confirmation.sendingCount", { sent: counts.SENT, total });
  return (
    <section className="stack" aria-label={t("confirmation.sending")}>
      <div className="row row-between">
        <p>
          <strong>
            {t("confirmation.sending")} · {count}
          </strong>{" "}
          · {t("confirmation.sendingBy", { name: batch.byName, at })}
        </p>
        {isGoing(batch) && <StopButton batchId={batch.batchId} />}
      </div>
      <ProgressBar
        label={t("confirmation.sending")}
        isLabelHidden
        max={total}
        value={total - counts.WAITING}
        valueText={count}
      />
      {refused.length > 0 && (
        <Notice tone="attention" title={t("confirmation.sendingRefused", { count: refused.length })}>
          <Disclosure summary={t("confirmation.sendingWhich")}>
            <ul>
              {refused.map(({ sittingId, candidateName, code }) => (
                <li key={sittingId}>{`${candidateName} · ${say(new CallError(code))}`}</li>
              ))}
            </ul>
          </Disclosure>
        </Notice>
      )}
    </section>
  );
}

function StopButton({ batchId }: { readonly batchId: string }): ReactNode {
  const t = useT();
  const toast = useToast();
  const stop = useChange(stopSending, [sendingBatches, resultList, resultOf]);
  const act = (): void =>
    stop.mutate(
      { params: { batchId } },
      { onSuccess: ({ stopped }) => toast(t("confirmation.sendingStopped", { count: stopped }), "success") },
    );
  return (
    <>
      <Button size="small" isBusy={stop.isPending} onClick={act}>
        {t("confirmation.sendingStop")}
      </Button>
      <RefusalNotice error={stop.error} />
    </>
  );
}
