import { useState, type ReactNode } from "react";
import { postponeSitting, sessionBoard } from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { askOrder, identityFacts } from "#shared/protocol/identity.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { paperSessions } from "#shared/protocol/paper.ts";
import { checkIn } from "#shared/protocol/rooms.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, Notice, useToast } from "#client/ui/index.ts";

type Facts = RouteAnswer<typeof identityFacts>;

/** Without a document nobody is lost: the order says who the person is, or another date is chosen and nothing is counted. */
export function NoDocument({ sittingId, facts }: { readonly sittingId: string; readonly facts: Facts }): ReactNode {
  const t = useT();
  return (
    <Card title={t("look.noDocument")} look="flat" titleLevel={3}>
      <div className="stack">
        <p>{t("look.noDocumentLead")}</p>
        <AskOrder sittingId={sittingId} facts={facts} />
        {facts.isPostponable && <NewDate sittingId={sittingId} />}
      </div>
    </Card>
  );
}

/** The order says who the person is, by a link that works once; what it said stays in sight. */
export function AskOrder({ sittingId, facts }: { readonly sittingId: string; readonly facts: Facts }): ReactNode {
  const t = useT();
  const ask = useChange(askOrder, [identityFacts, sittingRecord]);
  const { order, bodyName } = facts;
  const isWaiting = order !== null && order.word === null && !order.isExpired;
  return (
    <>
      <OrderState facts={facts} />
      {facts.canAskOrder && order?.word?.isConfirmed !== true && (
        <div className="row">
          <Button isBusy={ask.isPending} onClick={() => ask.mutate({ params: { sittingId } })}>
            {t(isWaiting ? "look.askOrderAgain" : "look.askOrder", { name: bodyName })}
          </Button>
        </div>
      )}
      <RefusalNotice error={ask.error} />
    </>
  );
}

function OrderState({ facts: { order, bodyName, timeZone } }: { readonly facts: Facts }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (!order) return null;
  const at = (instant: string): string => formatTime(locale, instant, timeZone);
  const asked = t("look.orderAsked", { name: bodyName, at: at(order.askedAt), by: order.askedByName });
  if (order.word)
    return (
      <Notice
        tone={order.word.isConfirmed ? "success" : "attention"}
        title={t(order.word.isConfirmed ? "look.orderYes" : "look.orderNo", { name: bodyName })}
      >
        <p>{t("look.orderBy", { name: order.word.byName, at: at(order.word.at) })}</p>
        <p>{t(order.word.isConfirmed ? "look.orderYesNext" : "look.orderNoNext")}</p>
      </Notice>
    );
  return (
    <Notice title={t(order.isExpired ? "look.orderSilent" : "look.orderWaits", { at: at(order.expiresAt) })}>
      {asked}
    </Notice>
  );
}

function NewDate({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [isAsked, setAsked] = useState(false);
  const postpone = useChange(postponeSitting, [sessionBoard, sittingRecord, paperSessions, checkIn, identityFacts]);
  return (
    <>
      <div className="row">
        <Button onClick={() => setAsked(true)}>{t("look.newDate")}</Button>
      </div>
      <RefusalNotice error={postpone.error} />
      <ConfirmDialog
        isOpen={isAsked}
        title={t("look.newDateTitle")}
        confirmLabel={t("look.newDate")}
        cancelLabel={t("common.cancel")}
        isBusy={postpone.isPending}
        onCancel={() => setAsked(false)}
        onConfirm={() =>
          postpone.mutate(
            { params: { sittingId }, body: { reason: t("look.newDateReason") } },
            { onSuccess: () => showToast(t("look.newDateDone"), "success"), onSettled: () => setAsked(false) },
          )
        }
      >
        <p>{t("look.newDateText")}</p>
      </ConfirmDialog>
    </>
  );
}
