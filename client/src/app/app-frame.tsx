import type { ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { AppShell, Button, HelpIcon, ThemeSwitch, type AppShellProps, type Theme } from "#client/ui/index.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";

const themeKeys = {
  auto: "common.themeAuto",
  light: "common.themeLight",
  cream: "common.themeCream",
  dark: "common.themeDark",
  contrast: "common.themeContrast",
} as const satisfies Record<Theme, ClientMessageKey>;

export type AppFrameProps = Pick<
  AppShellProps,
  "account" | "navigation" | "navigationLabel" | "footer" | "width" | "frame" | "density" | "children"
> & {
  readonly onHelp: () => void;
};

/** The shell with the product's words: what pages are put in. */
export function AppFrame({ onHelp, ...shell }: AppFrameProps): ReactNode {
  const t = useT();
  return (
    <AppShell
      productName={t("common.product")}
      skipLabel={t("common.skipToContent")}
      menuLabel={t("common.menu")}
      help={
        <Button icon={<HelpIcon />} onClick={onHelp}>
          {t("common.talkToSomeone")}
        </Button>
      }
      language={<LanguageSwitch />}
      theme={<ThemeChoice />}
      {...shell}
    />
  );
}

export function ThemeChoice(): ReactNode {
  const t = useT();
  return (
    <ThemeSwitch
      label={t("common.theme")}
      labels={{
        auto: t(themeKeys.auto),
        light: t(themeKeys.light),
        cream: t(themeKeys.cream),
        dark: t(themeKeys.dark),
        contrast: t(themeKeys.contrast),
      }}
    />
  );
}

/** The other language, named in that language. Nothing when there is only one. */
export function LanguageSwitch(): ReactNode {
  const { locale, available, setLocale } = useLocale();
  const other = available.find((candidate) => candidate !== locale);
  if (other === undefined) return null;
  return (
    <Button variant="quiet" size="small" lang={other} onClick={() => setLocale(other)}>
      {other === "fr" ? "Français" : "English"}
    </Button>
  );
}
