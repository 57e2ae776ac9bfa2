import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { ThemeSwitch } from "#client/ui/index.ts";

/** Themes for eyes, within reach in the room itself. */
export function RoomTheme(): ReactNode {
  const t = useT();
  return (
    <ThemeSwitch
      isCompact
      label={t("common.theme")}
      labels={{
        auto: t("common.themeAuto"),
        light: t("common.themeLight"),
        cream: t("common.themeCream"),
        dark: t("common.themeDark"),
        contrast: t("common.themeContrast"),
      }}
    />
  );
}
