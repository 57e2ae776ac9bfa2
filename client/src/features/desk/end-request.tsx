import type { ReactNode } from "react";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { answerEnd } from "#shared/protocol/ending.ts";
import { me } from "#shared/protocol/accounts.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, useToast } from "#client/ui/index.ts";
import { refreshed } from "./act-dialog-props.ts";
import type { Words } from "./board-words.ts";

/** Somebody asked that an activity end: another adviser agrees or not; whoever asked may take it back. */
export function EndRequest({ sitting: { endAsked }, words: { t } }: { readonly sitting: BoardSitting; readonly words: Words }): ReactNode {
  const showToast = useToast();
  const accountId = useRoute(me, {}).data?.account?.accountId;
  const answer = useChange(answerEnd, refreshed);
  if (!endAsked || accountId === undefined) return null;
  const { requestId, activity, byId, byName, reason } = endAsked;
  const isOwn = byId === accountId;
  const give = (isAgreed: boolean): void =>
    answer.mutate(
      { params: { requestId }, body: { isAgreed } },
      { onSuccess: () => showToast(t(isAgreed ? "desk.endDone" : "desk.endDeclined"), "success") },
    );
  return (
    <Notice
      tone="attention"
      title={t("desk.endAsked", { activity: t(`record.activity.${activity}`) })}
      actions={
        <>
          {!isOwn && (
            <Button variant="danger" isBusy={answer.isPending} onClick={() => give(true)}>
              {t("desk.endAgree")}
            </Button>
          )}
          <Button isBusy={answer.isPending} onClick={() => give(false)}>
            {t(isOwn ? "desk.endTakeBack" : "desk.endDecline")}
          </Button>
        </>
      }
    >
      <p>{isOwn ? t("desk.endAskedByYou", { reason }) : t("desk.endAskedBy", { name: byName, reason })}</p>
      <p>{t(isOwn ? "desk.endAskedWait" : "desk.endAskedCheck")}</p>
      <RefusalNotice error={answer.error} />
    </Notice>
  );
}
