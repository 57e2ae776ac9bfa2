import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { flagsKey, highlightsKey, notesKey, textKey } from "#shared/domain/answers/answer-value.ts";
import { formatDateTime } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { decideLate, lateArrivals, type LateArrival } from "#shared/protocol/late-answers.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { useLocale, useT, type T } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Badge, Button, Card, EmptyState, Notice, PageHeader, Table, TextAreaField, useToast } from "#client/ui/index.ts";
import { Difference } from "./difference.tsx";

/** What arrived after the end of an activity: read beside what counts, and decided with a reason. */
export function LatePage(): ReactNode {
  const t = useT();
  const list = useRoute(lateArrivals, {}, { pollMs: 20_000 });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("late.title")}
        lead={t("late.lead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={list}>
        {({ waiting, decided }) => (
          <>
            <section className="stack-loose" aria-label={t("late.waiting")}>
              {waiting.length === 0 ? (
                <EmptyState title={t("late.none")}>{t("late.noneWhy")}</EmptyState>
              ) : (
                waiting.map((arrival) => <Arrival key={`${arrival.runId}${arrival.version}`} arrival={arrival} />)
              )}
            </section>
            {decided.length > 0 && <Decided decided={decided} />}
          </>
        )}
      </Fetched>
    </div>
  );
}

const names = {
  [textKey]: "late.text",
  [notesKey]: "late.notes",
  [flagsKey]: "late.flags",
  [highlightsKey]: "late.highlights",
} as const;
const isNamed = (key: string): key is keyof typeof names => Object.hasOwn(names, key);

function Arrival({ arrival }: { readonly arrival: LateArrival }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const lang = languageTag(arrival.language);
  const at = (instant: string): string => formatDateTime(locale, instant, arrival.timeZone, "medium");
  const received = { count: arrival.operations, from: at(arrival.firstAt), to: at(arrival.lastAt) };
  return (
    <Card>
      <section className="stack" aria-label={`${arrival.candidateName}, ${t(`record.activity.${arrival.activity}`)}`}>
        <h2>
          {arrival.candidateName} · {t(`record.activity.${arrival.activity}`)}
        </h2>
        {arrival.isDecisive ? (
          <p className="row">
            <Badge tone="attention">{t("late.decisive")}</Badge>
          </p>
        ) : (
          <p>{t("late.notDecisive")}</p>
        )}
        <p className="quiet small">
          {whenWords(t, received, arrival.endedAt && at(arrival.endedAt))}
        </p>
        {arrival.changes.length === 0 ? (
          <p>{t("late.same")}</p>
        ) : (
          <>
            <p className="quiet small">{t("late.diffHint")}</p>
            {arrival.changes.map(({ key, prompt, diff }) => (
              <div key={key} className="stack">
                {prompt === null ? <h3>{isNamed(key) ? t(names[key]) : key}</h3> : <h3 lang={lang}>{prompt}</h3>}
                <Difference parts={diff} lang={lang} />
              </div>
            ))}
          </>
        )}
        {arrival.opensReview && (
          <Notice tone="info" title={t("late.opensReview")}>
            {t("late.opensReviewText")}
          </Notice>
        )}
        {arrival.obstacle && <Notice tone="attention" title={t(`late.obstacle_${arrival.obstacle}`)} />}
        <Deciding arrival={arrival} />
      </section>
    </Card>
  );
}

interface Received {
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** Two hours only where there are two: what a device sends at once arrives within a minute. */
function whenWords(t: T, { count, from, to }: Received, ended: string | null): string {
  if (from === to)
    return ended === null ? t("late.whenAtOnceOpenEnded", { count, from }) : t("late.whenAtOnce", { count, from, ended });
  return ended === null ? t("late.whenOpenEnded", { count, from, to }) : t("late.when", { count, from, to, ended });
}

function Deciding({ arrival: { runId, version, obstacle } }: { readonly arrival: LateArrival }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const decide = useChange(decideLate, [lateArrivals, resultList, resultOf]);
  const act = (isCounted: boolean): void =>
    decide.mutate(
      { params: { runId }, body: { isCounted, reason, version } },
      { onSuccess: () => toast(t(isCounted ? "late.counted" : "late.notCounted"), "success") },
    );
  return (
    <>
      <TextAreaField
        label={t("late.reason")}
        hint={t("late.reasonHint")}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <RefusalNotice error={decide.error} />
      <div className="row">
        <Button isBusy={decide.isPending} onClick={() => act(false)}>
          {t("late.setAside")}
        </Button>
        {obstacle === null && (
          <Button variant="primary" isBusy={decide.isPending} onClick={() => act(true)}>
            {t("late.count")}
          </Button>
        )}
      </div>
    </>
  );
}

function Decided({ decided }: { readonly decided: RouteAnswer<typeof lateArrivals>["decided"] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <section className="stack">
      <h2>{t("late.decided")}</h2>
      <Table
        caption={t("late.decided")}
        rows={decided}
        rowKey={({ decisionId }) => decisionId}
        columns={[
          { key: "person", header: t("late.person"), cell: (row) => row.candidateName },
          { key: "activity", header: t("late.activity"), cell: (row) => t(`record.activity.${row.activity}`) },
          {
            key: "decision",
            header: t("late.decision"),
            cell: (row) => t(row.isCounted ? "late.decision_counted" : "late.decision_notCounted"),
          },
          { key: "reason", header: t("late.reason"), cell: (row) => row.reason },
          {
            key: "by",
            header: t("late.by"),
            cell: (row) => `${row.deciderName}, ${formatDateTime(locale, row.decidedAt, officeTimeZone, "medium")}`,
          },
        ]}
      />
    </section>
  );
}
