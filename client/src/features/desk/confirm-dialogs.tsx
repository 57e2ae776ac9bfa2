import type { ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { useRefusal } from "#client/net/refusal.tsx";
import { ConfirmDialog, useToast } from "#client/ui/index.ts";
import { refreshed, type ActDialogProps, type OfPerson } from "./act-dialog-props.ts";

/** Acts that need a yes and nothing else. */

export function AbsentDialog({ sittingId, name, onClose }: OfPerson): ReactNode {
  const t = useT();
  const say = useRefusal();
  const showToast = useToast();
  const absent = useChange(conduct.markAbsent, refreshed);
  const confirm = (): void =>
    absent.mutate(
      { params: { sittingId } },
      {
        onSuccess: () => showToast(t("desk.absentDone"), "success"),
        onError: (error) => showToast(say(error)),
        onSettled: onClose,
      },
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

export function CloseDialog({ sessionId, sittings, onClose }: ActDialogProps): ReactNode {
  const t = useT();
  const say = useRefusal();
  const showToast = useToast();
  const calls = sittings.filter(({ helpCalls }) => helpCalls.length > 0).length;
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
      {calls > 0 && <p>{t("desk.closeCalls", { count: calls })}</p>}
    </ConfirmDialog>
  );
}
