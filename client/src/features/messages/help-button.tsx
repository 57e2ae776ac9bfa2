import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, HelpIcon } from "#client/ui/index.ts";
import { HelpDialog } from "./help-dialog.tsx";

/** The way to a human, for the header of any page; a slot that the application fills. */
export function HelpButton({ sittingId }: { readonly sittingId?: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<HelpIcon />} onClick={() => setOpen(true)}>
        {t("common.talkToSomeone")}
      </Button>
      <HelpDialog isOpen={isOpen} onClose={() => setOpen(false)} {...(sittingId ? { sittingId } : {})} />
    </>
  );
}
