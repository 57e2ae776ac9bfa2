import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { ContrastIcon, Dialog, ThemeSwitch, VisuallyHidden } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";

/** Themes for eyes, beside the size of the text. */
export function RoomTheme(): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.accent} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ContrastIcon />
        <VisuallyHidden>{t("common.theme")}</VisuallyHidden>
      </button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("common.theme")} closeLabel={t("common.close")} size="small">
        <ThemeSwitch
          label={t("common.theme")}
          labels={{
            auto: t("common.themeAuto"),
            light: t("common.themeLight"),
            cream: t("common.themeCream"),
            dark: t("common.themeDark"),
            contrast: t("common.themeContrast"),
          }}
        />
      </Dialog>
    </>
  );
}
