import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Dialog, LetterKeysSwitch } from "#client/ui/index.ts";
import styles from "./script-page.module.css";

const keys = [
  ["0 – 5", "marking.key_band"],
  ["Tab", "marking.key_tab"],
  ["Entrée", "marking.key_enter"],
  ["C", "marking.key_comment"],
  ["A", "marking.key_remark"],
  ["← → ↑ ↓", "marking.key_words"],
  ["K", "marking.key_know"],
  ["N", "marking.key_next"],
  ["?", "marking.key_help"],
] as const;

/** Every key of the desk. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const t = useT();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("marking.keysTitle")} closeLabel={t("common.close")}>
      <dl className={styles.keys}>
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key === "Entrée" ? t("marking.keyEnter") : key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <LetterKeysSwitch label={t("common.letterKeys")} hint={t("common.letterKeysHint")} />
    </Dialog>
  );
}
