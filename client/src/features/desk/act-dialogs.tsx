import { useState, type ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import { addStaffNote, sittingRecord } from "#shared/protocol/integrity.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { useRefusal } from "#client/net/refusal.tsx";
import { ConfirmDialog, Dialog, RadioGroup, SelectField, useToast } from "#client/ui/index.ts";
import type { Act } from "./acts.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

export interface ActDialogProps {
  readonly act: Act;
  readonly sessionId: string;
  readonly sittings: readonly BoardSitting[];
  readonly onClose: () => void;
  readonly renderIdentity: (sittingId: string, onRecorded: () => void) => ReactNode;
}

const refreshed = [conduct.sessionBoard, sittingRecord] as const;

/** The dialog of one act. */
export function ActDialog(props: ActDialogProps): ReactNode {
  const t = useT();
  const { act, onClose, sittings } = props;
  const name = "sittingId" in act ? (sittings.find(({ sittingId }) => sittingId === act.sittingId)?.name ?? "") : "";
  switch (act.kind) {
    case "credit":
      return <CreditDialog {...props} sittingId={act.sittingId} name={name} />;
    case "pause":
      return <PauseDialog {...props} sittingId={act.sittingId} name={name} />;
    case "note":
      return <NoteDialog {...props} sittingId={act.sittingId} name={name} />;
    case "end":
      return <EndDialog {...props} sittingId={act.sittingId} name={name} />;
    case "postpone":
      return <PostponeDialog {...props} sittingId={act.sittingId} name={name} />;
    case "absent":
      return <AbsentDialog {...props} sittingId={act.sittingId} name={name} />;
    case "close":
      return <CloseDialog {...props} />;
    case "identity":
      return (
        <Dialog isOpen onClose={onClose} title={`${t("identity.title")} · ${name}`} closeLabel={t("common.close")} size="medium">
          {props.renderIdentity(act.sittingId, onClose)}
        </Dialog>
      );
  }
}

type OfPerson<Id extends string | null = string> = ActDialogProps & { readonly sittingId: Id; readonly name: string };

const minuteChoices = ["1", "2", "3", "5", "10", "15", "20", "30"] as const;

function CreditDialog({ sessionId, sittingId, name, onClose }: OfPerson<string | null>): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [minutes, setMinutes] = useState<(typeof minuteChoices)[number]>("2");
  const credit = useChange(conduct.creditTime, refreshed);
  const confirm = (reason: string): void =>
    credit.mutate(
      { params: { sessionId }, body: { sittingIds: sittingId === null ? null : [sittingId], minutes: Number(minutes), reason } },
      {
        onSuccess: () => {
          showToast(t("desk.creditDone", { count: Number(minutes) }), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={sittingId === null ? t("desk.creditAllTitle") : t("desk.creditTitle", { name })}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.credit")}
      isBusy={credit.isPending}
      error={credit.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <SelectField
        label={t("desk.minutes")}
        value={minutes}
        onChange={setMinutes}
        options={minuteChoices.map((value) => ({ value, label: t("common.minutes", { count: Number(value) }) }))}
      />
    </ReasonDialog>
  );
}

function PauseDialog({ sessionId, sittingId, name, onClose }: OfPerson<string | null>): ReactNode {
  const t = useT();
  const showToast = useToast();
  const pause = useChange(conduct.pauseSittings, refreshed);
  const confirm = (reason: string): void =>
    pause.mutate(
      { params: { sessionId }, body: { sittingIds: sittingId === null ? null : [sittingId], reason } },
      {
        onSuccess: () => {
          showToast(t("desk.pauseDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={sittingId === null ? t("desk.pauseAllTitle") : t("desk.pauseTitle", { name })}
      text={t("desk.pauseText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={sittingId === null ? t("desk.pauseAll") : t("desk.pause")}
      isBusy={pause.isPending}
      error={pause.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}

function NoteDialog({ sittingId, name, onClose }: OfPerson): ReactNode {
  const t = useT();
  const showToast = useToast();
  const note = useChange(addStaffNote, refreshed);
  const confirm = (text: string): void =>
    note.mutate(
      { params: { sittingId }, body: { text } },
      {
        onSuccess: () => {
          showToast(t("desk.noteDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.noteTitle", { name })}
      label={t("desk.note")}
      hint={t("desk.noteHint")}
      confirmLabel={t("common.save")}
      minLength={1}
      maxLength={500}
      isBusy={note.isPending}
      error={note.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}

const endable = (sitting: BoardSitting | undefined): Activity[] =>
  (sitting?.runs ?? []).filter(({ state }) => state === "PENDING" || state === "OPEN" || state === "INTERRUPTED").map(({ activity }) => activity);

function EndDialog({ sittingId, name, sittings, onClose }: OfPerson): ReactNode {
  const t = useT();
  const showToast = useToast();
  const choices = endable(sittings.find((sitting) => sitting.sittingId === sittingId));
  const [activity, setActivity] = useState<Activity | "">(choices[0] ?? "");
  const [outcome, setOutcome] = useState<"TECHNICAL" | "ABSENT">();
  const end = useChange(conduct.endActivity, refreshed);
  const confirm = (reason: string): void => {
    if (activity === "" || outcome === undefined) return;
    end.mutate(
      { params: { sittingId, activity }, body: { outcome, reason } },
      {
        onSuccess: () => {
          showToast(t("desk.endDone"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <ReasonDialog
      title={t("desk.endTitle", { name })}
      text={t("desk.endText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.endActivity")}
      tone="danger"
      isBlocked={activity === "" || outcome === undefined}
      isBusy={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <SelectField
        label={t("desk.endWhich")}
        value={activity}
        onChange={setActivity}
        options={choices.map((value) => ({ value, label: t(`record.activity.${value}`) }))}
      />
      <RadioGroup
        legend={t("desk.endWhy")}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: "TECHNICAL", label: t("desk.endTechnical"), hint: t("desk.endTechnicalHint") },
          { value: "ABSENT", label: t("desk.endAbsent") },
        ]}
      />
    </ReasonDialog>
  );
}

function PostponeDialog({ sittingId, name, onClose }: OfPerson): ReactNode {
  const t = useT();
  const showToast = useToast();
  const postpone = useChange(conduct.postponeSitting, refreshed);
  const confirm = (reason: string): void =>
    postpone.mutate(
      { params: { sittingId }, body: { reason } },
      {
        onSuccess: () => {
          showToast(t("desk.postponeDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("desk.postponeTitle", { name })}
      text={t("desk.postponeText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.postpone")}
      isBusy={postpone.isPending}
      error={postpone.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}

function AbsentDialog({ sittingId, name, onClose }: OfPerson): ReactNode {
  const t = useT();
  const say = useRefusal();
  const showToast = useToast();
  const absent = useChange(conduct.markAbsent, refreshed);
  const confirm = (): void =>
    absent.mutate(
      { params: { sittingId } },
      { onSuccess: () => showToast(t("desk.absentDone"), "success"), onError: (error) => showToast(say(error)), onSettled: onClose },
    );
  return (
    <ConfirmDialog
      isOpen
      tone="danger"
      title={t("desk.absentTitle", { name })}
      confirmLabel={t("desk.markAbsent")}
      cancelLabel={t("common.cancel")}
      isBusy={absent.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("desk.absentText")}</p>
    </ConfirmDialog>
  );
}

function CloseDialog({ sessionId, onClose }: ActDialogProps): ReactNode {
  const t = useT();
  const say = useRefusal();
  const showToast = useToast();
  const close = useChange(conduct.closeSession, [conduct.sessionBoard, conduct.deskSessions]);
  const confirm = (): void =>
    close.mutate({ params: { sessionId } }, { onError: (error) => showToast(say(error)), onSettled: onClose });
  return (
    <ConfirmDialog
      isOpen
      title={t("desk.closeTitle")}
      confirmLabel={t("desk.step.CLOSE")}
      cancelLabel={t("common.cancel")}
      isBusy={close.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("desk.closeText")}</p>
    </ConfirmDialog>
  );
}
