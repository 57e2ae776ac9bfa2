import { useState, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import { findResults } from "#shared/protocol/result-search.ts";
import { resultList, type ResultRow } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, Notice, PageHeader, TextField } from "#client/ui/index.ts";
import { useSettled } from "#client/ui/use-settled.ts";
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
  const [words, setWords] = useState("");
  const [, setAddress] = useSearchParams();
  // One letter finds nearly everybody.
  const isSearching = words.trim().length >= 2;
  const change = (next: string): void => {
    setWords(next);
    // Whoever is open may not be among those who are looked for.
    setAddress(
      (before) => {
        before.delete(params.open);
        return before;
      },
      { replace: true },
    );
  };
  const list = useRoute(resultList, {}, { pollMs: 10_000, isEnabled: !isSearching });
  const settled = useSettled(words.trim());
  const found = useRoute(findResults, { body: { words: settled } }, { pollMs: 10_000, isEnabled: isSearching && settled.length >= 2 });
  return (
    <div className="stack">
      <PageHeader title={t("confirmation.title")} lead={t("confirmation.lead")} />
      <SendingProgress />
      <ToldOutcomes />
      <search className={styles.search}>
        <TextField
          label={t("confirmation.search")}
          type="search"
          maxLength={80}
          value={words}
          onChange={(event) => change(event.target.value)}
        />
      </search>
      {isSearching ? (
        <Fetched query={found} look="table">
          {({ results, isMore }) => (
            <>
              {isMore && <Notice>{t("confirmation.searchMore", { count: results.length })}</Notice>}
              <Desk results={results} isFound attestations={attestations} />
            </>
          )}
        </Fetched>
      ) : (
        <Fetched query={list} look="table">
          {({ results }) => <Desk results={results} attestations={attestations} />}
        </Fetched>
      )}
    </div>
  );
}

/** What the page shows stands in its address: a reload finds the same. */
const params = { state: "etat", open: "personne" } as const;

/** The first state with somebody where the one that was chosen has nobody of those who were found. */
function useShown(results: readonly ResultRow[], isFound: boolean) {
  const [address, setAddress] = useSearchParams();
  const asked = filters.find(({ state }) => state === address.get(params.state))?.state ?? "PENDING_APPROVAL";
  const isNobody = !results.some(({ state }) => state === asked);
  const put = (state: ResultState, openId: string | undefined): void =>
    setAddress(
      (before) => {
        before.set(params.state, state);
        if (openId === undefined) before.delete(params.open);
        else before.set(params.open, openId);
        return before;
      },
      { replace: true },
    );
  return { state: (isFound && isNobody && results[0]?.state) || asked, openId: address.get(params.open) ?? undefined, put };
}

function Desk({
  results,
  isFound = false,
  attestations,
}: ConfirmationPageProps & {
  readonly results: readonly ResultRow[];
  /** Those that were looked for, of whatever age. */
  readonly isFound?: boolean;
}): ReactNode {
  const t = useT();
  const { state, openId, put } = useShown(results, isFound);
  const setOpenId = (next: string | undefined): void => put(state, next);
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
              onClick={() => put(one, undefined)}
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
        <EmptyState title={t(isFound ? "confirmation.noneFound" : "confirmation.empty")}>
          {t(isFound ? "confirmation.noneFoundText" : "confirmation.emptyText")}
        </EmptyState>
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
