import type { ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import { sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { broadcast, type BroadcastView } from "#shared/protocol/messages.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { useToast } from "#client/ui/index.ts";
import type { ActDialogProps } from "./act-dialog-props.ts";
import { broadcastsInView, type Words } from "./board-words.ts";
import { whoWords } from "./clock-dialogs.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import styles from "./board.module.css";

/** A message to several people, and who has said that they read it. */

export function BroadcastDialog({
  sessionId,
  sittings,
  sittingIds,
  onClose,
}: ActDialogProps & { readonly sittingIds: readonly string[] | null }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const send = useChange(broadcast, [sessionBoard]);
  const confirm = (text: string): void =>
    send.mutate(
      { params: { sessionId }, body: { sittingIds: sittingIds && [...sittingIds], text } },
      {
        onSuccess: (answer) => {
          showToast(t("desk.broadcastDone", { count: answer.sittingIds.length }), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.broadcastTitle", { name: whoWords(t, sittings, sittingIds) })}
      label={t("desk.broadcastLabel")}
      hint={t("desk.broadcastHint")}
      confirmLabel={t("desk.broadcastSend")}
      minLength={1}
      maxLength={500}
      isBusy={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}

export function Broadcasts({
  broadcasts,
  sittings,
  words,
}: {
  readonly broadcasts: readonly BroadcastView[];
  readonly sittings: readonly BoardSitting[];
  readonly words: Words;
}): ReactNode {
  const { t, locale, timeZone } = words;
  if (broadcasts.length === 0) return null;
  const nameOf = (sittingId: string): string => sittings.find((one) => one.sittingId === sittingId)?.name ?? "";
  return (
    <section aria-label={t("desk.broadcasts")}>
      <ul className={styles.broadcasts}>
        {broadcastsInView(broadcasts, sittings).map(({ broadcastId, text, authorName, createdAt, receipts }) => {
          const waiting = receipts.filter(({ readAt }) => readAt === null).map(({ sittingId }) => nameOf(sittingId));
          return (
            <li key={broadcastId}>
              <p>
                <span className="numbers quiet">{formatTime(locale, createdAt, timeZone)}</span> {text}{" "}
                <span className="quiet">· {authorName}</span>
              </p>
              <p className={styles.quietLine}>
                {waiting.length === 0
                  ? t("desk.readByAll")
                  : t("desk.readBy", {
                      read: receipts.length - waiting.length,
                      total: receipts.length,
                      names: waiting.join(", "),
                    })}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
