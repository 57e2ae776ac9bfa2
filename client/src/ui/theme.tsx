import { useId, useState, type ReactNode } from "react";
import { readStored, writeStored } from "./stored-state.ts";
import styles from "./theme.module.css";

/** `auto` follows the device. */
export const themes = ["auto", "light", "cream", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "epreuve.theme";

function storedTheme(): Theme {
  const stored = readStored(storageKey);
  return themes.find((theme) => theme === stored) ?? "auto";
}

function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Called once before the first render, so that nobody sees a flash of another theme. */
export function restoreTheme(): void {
  applyTheme(storedTheme());
}

/** The theme to begin with, where somebody needs one: as if the person had chosen it. */
export function presetTheme(theme: Theme): void {
  writeStored(storageKey, theme === "auto" ? null : theme);
  applyTheme(theme);
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme);
  return [
    theme,
    (next) => {
      setTheme(next);
      presetTheme(next);
    },
  ];
}

export type ThemeSwitchProps = {
  readonly label: string;
  readonly labels: Readonly<Record<Theme, string>>;
};

/** A native list, in the header's colours. */
export function ThemeSwitch({ label, labels }: ThemeSwitchProps): ReactNode {
  const [theme, setTheme] = useTheme();
  const id = useId();
  return (
    <span className={styles.switch}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={theme}
        onChange={(event) => {
          const chosen = themes.find((name) => name === event.target.value);
          if (chosen !== undefined) setTheme(chosen);
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {labels[name]}
          </option>
        ))}
      </select>
    </span>
  );
}
