import { useState, type ReactNode } from "react";
import { callForHelp, myHelpCalls } from "#shared/protocol/messages.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Button, HelpIcon } from "#client/ui/index.ts";
import { HelpDialog } from "./help-dialog.tsx";

/**
 * The way to a human, for the header of any page; a slot that the application fills. In a sitting the press itself is
 * the call: somebody comes, and words can follow. A call that still waits is not made twice.
 */
export function HelpButton({ sittingId }: { readonly sittingId?: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const known = useRoute(myHelpCalls, {}, { isEnabled: sittingId !== undefined }).data?.calls;
  const ask = useChange(callForHelp, [myHelpCalls]);
  const open = (): void => {
    setOpen(true);
    const isWaiting = known?.some(({ answer }) => answer === null) ?? false;
    if (sittingId !== undefined && !isWaiting && !ask.isPending)
      ask.mutate({ body: { text: t("common.helpDefault"), sittingId } });
  };
  return (
    <>
      <Button icon={<HelpIcon />} onClick={open}>
        {t("common.talkToSomeone")}
      </Button>
      <HelpDialog isOpen={isOpen} onClose={() => setOpen(false)} {...(sittingId ? { sittingId } : {})} />
    </>
  );
}
