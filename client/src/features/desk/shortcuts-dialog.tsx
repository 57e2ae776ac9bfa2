import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Dialog, LetterKeysSwitch } from "#client/ui/index.ts";
import styles from "./board.module.css";

const keys = [
  { keys: ["↑", "↓"], label: "desk.shortcutMove" },
  { keys: ["P"], label: "desk.speak" },
  { keys: ["C"], label: "desk.credit" },
  { keys: ["U"], label: "desk.shortcutPause" },
  { keys: ["B"], label: "desk.shortcutBreak" },
  { keys: ["O"], label: "desk.observation" },
  { keys: ["I"], label: "incidents.openOne" },
  { keys: ["N"], label: "desk.note" },
  { keys: ["R"], label: "look.recheck" },
  { keys: ["X"], label: "desk.shortcutPick" },
  { keys: ["M"], label: "desk.broadcast" },
  { keys: ["G"], label: "desk.hold" },
  { keys: ["V"], label: "watch.look" },
  { keys: ["F"], label: "watch.fullKey" },
  { keys: ["T"], label: "watch.talkKey" },
  { keys: ["E"], label: "watch.tilesScreens" },
  { keys: ["?"], label: "desk.shortcuts" },
] as const;

/** What every key does; the keys act on the person shown, or on those chosen. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT();
  return (
    <Dialog isOpen onClose={onClose} title={t("desk.shortcuts")} closeLabel={t("common.close")} size="small">
      <p className="quiet">{t("desk.shortcutsHint")}</p>
      <dl className={styles.shortcuts}>
        {keys.map((one) => (
          <div key={one.label}>
            <dt>
              {one.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(one.label)}</dd>
          </div>
        ))}
      </dl>
      <LetterKeysSwitch label={t("common.letterKeys")} hint={t("common.letterKeysHint")} />
    </Dialog>
  );
}
