import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog } from "#client/ui/index.ts";

/** One question, and one button to stay. */
export function IdleWarning({ minutes, onStay }: { readonly minutes: number; readonly onStay: () => void }): ReactNode {
  const t = useT();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      size="small"
      title={t("common.idleTitle")}
      onClose={onStay}
      footer={
        <Button variant="primary" onClick={onStay}>
          {t("common.idleStay")}
        </Button>
      }
    >
      <p>{t("common.idleText", { count: minutes })}</p>
    </Dialog>
  );
}
