import { useState, type ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { formItems, voidEffect, voidItem } from "#shared/protocol/items.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Notice, Table, TextAreaField, useToast } from "#client/ui/index.ts";
import type { FormItems, Item } from "./form-items.ts";

type Effect = RouteAnswer<typeof voidEffect>;

export interface VoidDialogProps {
  readonly form: FormItems;
  readonly item: Item;
  readonly onClose: () => void;
}

/** What voiding would change, shown before it is confirmed; the decision is on exactly these numbers. */
export function VoidDialog({ form: { formId, language }, item, onClose }: VoidDialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const params = { formId, itemId: item.itemId };
  const effect = useRoute(voidEffect, { params });
  const act = useChange(voidItem, [formItems, resultList, resultOf, voidEffect]);
  const [reason, setReason] = useState("");
  const decide = (): void => {
    if (!effect.data) return;
    act.mutate(
      { params, body: { reason, fingerprint: effect.data.fingerprint } },
      {
        onSuccess: () => {
          toast(t("items.voidDone"), "success");
          onClose();
        },
        // The numbers changed meanwhile: the new ones are shown.
        onError: () => void effect.refetch(),
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("items.voidTitle")}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={act.isPending} disabled={!effect.data} onClick={decide}>
            {t("items.voidConfirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          <q lang={languageTag(language)}>{item.prompt}</q>
        </p>
        <p>{t("items.voidMeans")}</p>
        <Fetched query={effect}>{(shown) => <Changes effect={shown} />}</Fetched>
        <TextAreaField
          label={t("items.voidReason")}
          hint={t("items.voidReasonHint")}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}

const changes = [
  ["raised", "items.voidRaised"],
  ["unchanged", "items.voidUnchanged"],
  ["gainsLost", "items.voidGainsLost"],
  ["lowered", "items.voidLowered"],
] as const;

function Changes({ effect }: { readonly effect: Effect }): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      <p>{t("items.voidPeople", { count: effect.people })}</p>
      {effect.people > 0 && (
        <p className="row">
          {changes.map(([change, words]) => (
            <span key={change} className="numbers">
              {t(words, { count: effect[change] })}
            </span>
          ))}
        </p>
      )}
      {effect.people > 0 && (
        <Table
          isCompact
          caption={t("items.voidOutcome")}
          rows={effect.outcomes}
          rowKey={({ outcome }) => outcome}
          columns={[
            {
              key: "outcome",
              header: t("items.voidOutcome"),
              isRowHeader: true,
              cell: ({ outcome }) => t(`confirmation.outcome_${outcome}`),
            },
            { key: "before", header: t("items.voidBefore"), align: "end", cell: ({ before }) => before },
            { key: "after", header: t("items.voidAfter"), align: "end", cell: ({ after }) => after },
          ]}
        />
      )}
      {effect.gainsLost > 0 && (
        <Notice tone="attention">{t("items.voidGainsLostMeans", { count: effect.gainsLost })}</Notice>
      )}
      {effect.sentRaised > 0 && <Notice tone="attention">{t("items.voidSent", { count: effect.sentRaised })}</Notice>}
    </div>
  );
}
