import { useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { annulResult, proposeAnnulment } from "#shared/protocol/annulments.ts";
import {
  confirmResult,
  holdResult,
  releaseResult,
  resultList,
  resultOf,
  type ResultRow,
} from "#shared/protocol/results.ts";
import { findResults } from "#shared/protocol/result-search.ts";
import { sendingBatches, sendResults } from "#shared/protocol/sendings.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, useToast } from "#client/ui/index.ts";
import { dayWords } from "./day-words.ts";

export interface Decision {
  readonly kind: "confirm" | "hold" | "release" | "propose" | "annul";
  readonly rows: readonly ResultRow[];
  /** What is signed, where an annulment is. */
  readonly proposalId?: string;
}

export interface DecisionDialogProps {
  readonly decision: Decision;
  readonly onClose: (isDone: boolean) => void;
}

const routes = { confirm: confirmResult, hold: holdResult, release: releaseResult, propose: proposeAnnulment } as const;
const titles = {
  confirm: "confirmation.confirmTitle",
  hold: "confirmation.holdTitle",
  release: "confirmation.releaseTitle",
  propose: "confirmation.proposeTitle",
  annul: "confirmation.annulTitle",
} as const;
const labels = {
  confirm: "confirmation.confirmDo",
  hold: "confirmation.hold",
  release: "confirmation.release",
  propose: "confirmation.propose",
  annul: "confirmation.annul",
} as const;

const doneWords = {
  hold: "confirmation.heldDone",
  release: "confirmation.releasedDone",
  propose: "confirmation.proposeDone",
  annul: "confirmation.annulDone",
} as const;

/** What confirming does differs with the outcome: nobody who failed is told of an attestation. */
function meaningOf(rows: readonly ResultRow[]): "PASS" | "FAIL" | "OTHER" | "MIXED" {
  const [first, ...others] = rows.map(({ outcome }) => (outcome === "PASS" || outcome === "FAIL" ? outcome : "OTHER"));
  return first === undefined || others.some((one) => one !== first) ? "MIXED" : first;
}

/** One decision for one result or for several. Several confirmed ones are sent by the server, others are decided one by one. */
export function DecisionDialog({ decision: { kind, rows, proposalId = "" }, onClose }: DecisionDialogProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const queries = useQueryClient();
  const isTogether = kind === "confirm" && rows.length > 1;
  const firstDay = rows.map(({ sendBy }) => sendBy).toSorted()[0];
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly names: string; readonly error: unknown }>();

  const refresh = (): Promise<unknown> =>
    Promise.all([resultList, findResults, resultOf, sendingBatches].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })));

  /** The server sends several: nothing is lost with this page. */
  const sendTogether = async (): Promise<void> => {
    setBusy(true);
    try {
      const results = rows.map(({ sittingId, reportId, combined }) => ({
        sittingId,
        reportId,
        combinationId: combined?.combinationId ?? null,
      }));
      const { waiting } = await call(sendResults, { body: { results, reason } });
      await refresh();
      toast(t("confirmation.sendingStarted", { count: waiting }), "success");
      onClose(true);
    } catch (error) {
      setRefusal({ names: rows.map(({ candidateName }) => candidateName).join(", "), error });
    }
    setBusy(false);
  };

  const decide = async (): Promise<void> => {
    setBusy(true);
    const refused: { readonly name: string; readonly error: unknown }[] = [];
    for (const { sittingId, reportId, combined, candidateName } of rows) {
      try {
        const params = { sittingId };
        await (kind === "annul"
          ? call(annulResult, { params, body: { reportId, proposalId, reason } })
          : call(routes[kind], { params, body: { reportId, combinationId: combined?.combinationId ?? null, reason } }));
      } catch (error) {
        refused.push({ name: candidateName, error });
      }
    }
    await refresh();
    setBusy(false);
    const done = rows.length - refused.length;
    if (done > 0)
      toast(
        kind === "confirm"
          ? t("confirmation.confirmed", { count: done })
          : t(doneWords[kind]),
        "success",
      );
    const [first] = refused;
    if (first) setRefusal({ names: refused.map(({ name }) => name).join(", "), error: first.error });
    else onClose(true);
  };

  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={t(titles[kind])}
      closeLabel={t("common.close")}
      role={kind === "confirm" || kind === "annul" ? "alertdialog" : "dialog"}
      footer={
        <>
          {/* Beside an annulment, «Annuler» would say two things. */}
          <Button onClick={() => onClose(false)}>{t(kind === "propose" || kind === "annul" ? "confirmation.leave" : "common.cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={() => void (isTogether ? sendTogether() : decide())}>
            {t(labels[kind])}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{rows.map(({ candidateName }) => candidateName).join(", ")}</p>
        {kind === "confirm" && <p>{t(`confirmation.confirmMeans_${meaningOf(rows)}`)}</p>}
        {isTogether && <p>{t("confirmation.togetherMeans")}</p>}
        {firstDay !== undefined && (kind === "confirm" || kind === "hold") && (
          <p>{t("confirmation.firstDay", { date: dayWords(locale, firstDay), count: rows.length })}</p>
        )}
        {(kind === "propose" || kind === "annul") && <p>{t("confirmation.annulMeans")}</p>}
        {kind === "propose" && <p>{t("confirmation.proposeMeans")}</p>}
        {kind === "annul" && <p>{t("confirmation.annulFinal")}</p>}
        <TextAreaField
          label={t("confirmation.reason")}
          {...(kind === "confirm" ? { optionalLabel: t("common.optional") } : {})}
          hint={t("confirmation.reasonHint")}
          maxLength={1000}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {refusal && (
          <>
            <p>{t("confirmation.confirmFailed", { names: refusal.names })}</p>
            <RefusalNotice error={refusal.error} />
          </>
        )}
      </div>
    </Dialog>
  );
}
