import { useState, type ReactNode } from "react";
import { HelpDialog } from "#client/features/messages/help-dialog.tsx";

/** «Parler à une personne», on every page of the site. */
export function HelpPanel({ children }: { readonly children: (open: () => void) => ReactNode }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {children(() => setOpen(true))}
      <HelpDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
