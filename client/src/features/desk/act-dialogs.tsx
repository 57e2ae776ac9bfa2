import type { ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import { addStaffNote } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { Dialog, useToast } from "#client/ui/index.ts";
import { refreshed, type ActDialogProps, type OfPerson } from "./act-dialog-props.ts";
import { BroadcastDialog } from "./broadcasts.tsx";
import { CreditDialog, HoldDialog, PauseDialog } from "./clock-dialogs.tsx";
import { AbsentDialog, CloseDialog } from "./confirm-dialogs.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { ObservationDialog } from "./observation-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { RecheckDialog } from "./recheck-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";

/** The dialog of one act. */
export function ActDialog(props: ActDialogProps): ReactNode {
  const t = useT();
  const { act, onClose, sittings } = props;
  const person = "sittingId" in act ? sittings.find(({ sittingId }) => sittingId === act.sittingId) : undefined;
  const name = person?.name ?? "";
  switch (act.kind) {
    case "credit":
      return <CreditDialog {...props} sittingIds={act.sittingIds} />;
    case "pause":
      return <PauseDialog {...props} sittingIds={act.sittingIds} />;
    case "observation":
      return <ObservationDialog {...props} sittingId={act.sittingId} name={name} canKeepExtract={person?.canKeepExtract ?? false} />;
    case "note":
      return <NoteDialog {...props} sittingId={act.sittingId} name={name} />;
    case "end":
      return <EndDialog {...props} sittingId={act.sittingId} name={name} />;
    case "postpone":
      return <PostponeDialog {...props} sittingId={act.sittingId} name={name} />;
    case "absent":
      return <AbsentDialog {...props} sittingId={act.sittingId} name={name} />;
    case "recheck":
      return <RecheckDialog {...props} sittingId={act.sittingId} name={name} />;
    case "broadcast":
      return <BroadcastDialog {...props} sittingIds={act.sittingIds} />;
    case "hold":
      return <HoldDialog {...props} />;
    case "close":
      return <CloseDialog {...props} />;
    case "shortcuts":
      return <ShortcutsDialog onClose={onClose} />;
    case "identity":
      return (
        <Dialog
          isOpen
          onClose={onClose}
          title={`${t("identity.title")} · ${name}`}
          closeLabel={t("common.close")}
          size="medium"
        >
          {props.renderIdentity(act.sittingId, onClose)}
        </Dialog>
      );
  }
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
