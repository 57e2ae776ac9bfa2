import { useState, type ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { useLocale, useT, type T } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { TextField, useToast } from "#client/ui/index.ts";
import { refreshed, type ActDialogProps } from "./act-dialog-props.ts";
import { longestLeftMs, wholeMinutes } from "./board-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Giving time and stopping the clock: of one person, of those chosen, or of all. */

type OfPeople<Ids extends readonly string[] | null> = ActDialogProps & { readonly sittingIds: Ids };

/** «Amina Benali», «3 personnes», «tout le monde». */
export function whoWords(t: T, sittings: readonly BoardSitting[], sittingIds: readonly string[] | null): string {
  if (sittingIds === null) return t("desk.everybody");
  const only = sittingIds.length === 1 && sittings.find(({ sittingId }) => sittingId === sittingIds[0]);
  return only ? only.name : t("desk.people", { count: sittingIds.length });
}

export function CreditDialog({
  sessionId,
  sittings,
  sittingIds,
  serverNow,
  onClose,
}: OfPeople<readonly string[] | null>): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  const [minutes, setMinutes] = useState("2");
  const count = Number(minutes);
  const isWhole = Number.isInteger(count) && count >= 1;
  const whom = sittingIds === null ? sittings : sittings.filter(({ sittingId }) => sittingIds.includes(sittingId));
  // Time that was given is never taken back: what it comes to is read before it is given.
  const leftMs = isWhole ? longestLeftMs(whom, count * 60_000, Date.parse(serverNow)) : null;
  const credit = useChange(conduct.creditTime, refreshed);
  const confirm = (reason: string): void =>
    credit.mutate(
      { params: { sessionId }, body: { sittingIds: sittingIds && [...sittingIds], minutes: count, reason } },
      {
        onSuccess: () => {
          showToast(t("desk.creditDone", { count }), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.creditTitle", { name: whoWords(t, sittings, sittingIds) })}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.credit")}
      isBlocked={!isWhole}
      isBusy={credit.isPending}
      error={credit.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      {(isTried) => (
        <TextField
          label={t("desk.minutes")}
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
          {...(leftMs === null ? {} : { hint: t(whom.length === 1 ? "desk.creditLeft" : "desk.creditLeftMost", { duration: wholeMinutes(locale, leftMs) }) })}
          {...(isTried && !isWhole ? { error: t("desk.minutesNeeded") } : {})}
          required
        />
      )}
    </ReasonDialog>
  );
}

export function PauseDialog({ sessionId, sittings, sittingIds, onClose }: OfPeople<readonly string[]>): ReactNode {
  const t = useT();
  const showToast = useToast();
  const pause = useChange(conduct.pauseSittings, refreshed);
  const confirm = (reason: string): void =>
    pause.mutate(
      { params: { sessionId }, body: { sittingIds: [...sittingIds], reason } },
      {
        onSuccess: () => {
          showToast(t("desk.pauseDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.pauseTitle", { name: whoWords(t, sittings, sittingIds) })}
      text={t("desk.pauseText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.pause")}
      isBusy={pause.isPending}
      error={pause.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}

/** A fire alarm: everybody, at once. */
export function HoldDialog({ sessionId, onClose }: ActDialogProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const hold = useChange(conduct.holdSession, refreshed);
  const confirm = (reason: string): void =>
    hold.mutate(
      { params: { sessionId }, body: { reason } },
      {
        onSuccess: () => {
          showToast(t("desk.holdDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.holdTitle")}
      text={t("desk.holdText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.holdHint")}
      confirmLabel={t("desk.holdConfirm")}
      tone="danger"
      isBusy={hold.isPending}
      error={hold.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}
