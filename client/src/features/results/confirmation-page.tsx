import { useState, type ReactNode } from "react";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import { resultList, type ResultRow } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, PageHeader } from "#client/ui/index.ts";
import { DecisionDialog, type Decision } from "./decision-dialog.tsx";
import { ResultPanel } from "./result-panel.tsx";
import { SendingProgress } from "./sending-progress.tsx";
import { ResultTable } from "./result-table.tsx";
import { ToldOutcomes } from "./told-outcomes.tsx";
import styles from "./confirmation-page.module.css";

export interface ConfirmationPageProps {
  /** The attestations of a sitting, given by the application. */
  readonly attestations: (sittingId: string) => ReactNode;
}

const filters = [
  { state: "PENDING_APPROVAL", label: "confirmation.filterWaiting" },
  { state: "ON_HOLD", label: "confirmation.filterHeld" },
  { state: "MARKING", label: "confirmation.filterMarking" },
  { state: "UNDER_REVIEW", label: "confirmation.filterReview" },
  { state: "RESULT_SENT", label: "confirmation.filterSent" },
  { state: "ANNULLED", label: "confirmation.filterAnnulled" },
] as const satisfies readonly { readonly state: ResultState; readonly label: string }[];

/** The confirmation desk: a table of reports, one open beside it, decisions alone or together. */
export function ConfirmationPage({ attestations }: ConfirmationPageProps): ReactNode {
  const t = useT();
  const list = useRoute(resultList, {}, { pollMs: 10_000 });
  return (
    <div className="stack">
      <PageHeader title={t("confirmation.title")} lead={t("confirmation.lead")} />
      <SendingProgress />
      <ToldOutcomes />
      <Fetched query={list} look="table">
        {({ results }) => <Desk results={results} attestations={attestations} />}
      </Fetched>
    </div>
  );
}

function Desk({
  results,
  attestations,
}: ConfirmationPageProps & { readonly results: readonly ResultRow[] }): ReactNode {
  const t = useT();
  const [state, setState] = useState<ResultState>("PENDING_APPROVAL");
  const [openId, setOpenId] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [decision, setDecision] = useState<Decision>();
  const shown = results.filter((row) => row.state === state);
  // What left the list meanwhile is no longer chosen.
  const picked = shown.filter(({ sittingId }) => chosen.includes(sittingId));
  const isChoosing = state === "PENDING_APPROVAL";
  const ask = (kind: Decision["kind"], rows: readonly ResultRow[]): void => setDecision({ kind, rows });

  return (
    <>
      <div className="row row-between">
        <fieldset className={styles.filters}>
          <legend className={styles.hidden}>{t("confirmation.filterLabel")}</legend>
          {filters.map(({ state: one, label }) => (
            <Button
              key={one}
              size="small"
              variant={one === state ? "primary" : "secondary"}
              aria-pressed={one === state}
              onClick={() => {
                setState(one);
                setOpenId(undefined);
              }}
            >
              {t(label, { count: results.filter((row) => row.state === one).length })}
            </Button>
          ))}
        </fieldset>
        {isChoosing && picked.length > 0 && (
          <div className="row">
            <Button size="small" onClick={() => ask("hold", picked)}>
              {t("confirmation.holdMany", { count: picked.length })}
            </Button>
            <Button size="small" variant="primary" onClick={() => ask("confirm", picked)}>
              {t("confirmation.confirmMany", { count: picked.length })}
            </Button>
          </div>
        )}
      </div>
      {results.length === 0 ? (
        <EmptyState title={t("confirmation.empty")}>{t("confirmation.emptyText")}</EmptyState>
      ) : (
        <div className={styles.desk}>
          <ResultTable
            rows={shown}
            openId={openId}
            onOpen={setOpenId}
            {...(isChoosing
              ? {
                  chosen: picked.map(({ sittingId }) => sittingId),
                  onChoose: (id, isChosen) =>
                    setChosen((before) => (isChosen ? [...before, id] : before.filter((one) => one !== id))),
                }
              : {})}
          />
          {openId !== undefined && (
            <ResultPanel
              key={openId}
              sittingId={openId}
              onClose={() => setOpenId(undefined)}
              onDecide={(kind, row, proposalId) => setDecision({ kind, rows: [row], ...(proposalId === undefined ? {} : { proposalId }) })}
              attestations={attestations}
            />
          )}
        </div>
      )}
      {decision && (
        <DecisionDialog
          decision={decision}
          onClose={(isDone) => {
            setDecision(undefined);
            if (isDone) setChosen([]);
          }}
        />
      )}
    </>
  );
}
