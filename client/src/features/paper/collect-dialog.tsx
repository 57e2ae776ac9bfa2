import type { ReactNode } from "react";
import { collectPaper, paperSessions, type PaperPerson } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { ConfirmDialog } from "#client/ui/index.ts";

export interface CollectDialogProps {
  readonly person: PaperPerson;
  readonly activity: "READING" | "WRITING";
  readonly onClose: () => void;
}

export function CollectDialog({ person, activity, onClose }: CollectDialogProps): ReactNode {
  const t = useT();
  const collect = useChange(collectPaper, [paperSessions]);
  return (
    <ConfirmDialog
      isOpen
      title={t("inperson.collectTitle", { name: person.name })}
      confirmLabel={t("inperson.collectConfirm")}
      cancelLabel={t("common.cancel")}
      isBusy={collect.isPending}
      onConfirm={() => collect.mutate({ params: { sittingId: person.sittingId, activity } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{t(`record.activity.${activity}`)}</p>
      <p>{t("inperson.collectText")}</p>
      <RefusalNotice error={collect.error} />
    </ConfirmDialog>
  );
}
