import { useState, type ReactNode } from "react";
import { Link, Dialog } from "#client/ui/index.ts";
import { useT } from "#client/app/i18n.tsx";

/** «Parler à une personne», on every page of the site: how to reach a human, whatever the person's state. */
export function HelpPanel({ children }: { readonly children: (open: () => void) => ReactNode }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {children(() => setOpen(true))}
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("common.talkToSomeone")} closeLabel={t("common.close")}>
        <p>{t("common.helpByPhone")}</p>
        <p>
          <Link href="/connexion">{t("common.signInLink")}</Link>
        </p>
      </Dialog>
    </>
  );
}
