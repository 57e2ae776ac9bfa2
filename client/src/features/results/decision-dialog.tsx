import { useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import {
  annulResult,
  confirmResult,
  holdResult,
  releaseResult,
  resultList,
  resultOf,
  type ResultRow,
} from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, useToast } from "#client/ui/index.ts";

export interface Decision {
  readonly kind: "confirm" | "hold" | "release" | "annul";
  readonly rows: readonly ResultRow[];
}

export interface DecisionDialogProps {
  readonly decision: Decision;
  readonly onClose: (isDone: boolean) => void;
}

const routes = { confirm: confirmResult, hold: holdResult, release: releaseResult, annul: annulResult } as const;
const titles = {
  confirm: "confirmation.confirmTitle",
  hold: "confirmation.holdTitle",
  release: "confirmation.releaseTitle",
  annul: "confirmation.annulTitle",
} as const;
const labels = {
  confirm: "confirmation.confirmDo",
  hold: "confirmation.hold",
  release: "confirmation.release",
  annul: "confirmation.annul",
} as const;

const doneWords = {
  hold: "confirmation.heldDone",
  release: "confirmation.releasedDone",
  annul: "confirmation.annulDone",
} as const;

/** One decision for one result or for several: each is decided by itself, and those that were refused are named. */
export function DecisionDialog({ decision: { kind, rows }, onClose }: DecisionDialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly names: string; readonly error: unknown }>();

  const decide = async (): Promise<void> => {
    setBusy(true);
    const refused: { readonly name: string; readonly error: unknown }[] = [];
    for (const { sittingId, reportId, candidateName } of rows) {
      try {
        await call(routes[kind], { params: { sittingId }, body: { reportId, reason } });
      } catch (error) {
        refused.push({ name: candidateName, error });
      }
    }
    await Promise.all([resultList, resultOf].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })));
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
          <Button onClick={() => onClose(false)}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={() => void decide()}>
            {t(labels[kind])}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{rows.map(({ candidateName }) => candidateName).join(", ")}</p>
        {kind === "confirm" && <p>{t("confirmation.confirmMeans")}</p>}
        {kind === "annul" && <p>{t("confirmation.annulMeans")}</p>}
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
