import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, LetterKeysSwitch } from "#client/ui/index.ts";
import styles from "./desk.module.css";
import { useKeys } from "./use-keys.ts";

export interface RoomKey {
  readonly keys: readonly string[];
  readonly label: string;
}

/** What every key of a live page does, and the switch of those that act alone (KEY-4). Key: ?, as at the desk. */
export function KeysButton({ keys }: { readonly keys: readonly RoomKey[] }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  useKeys({ "?": () => setOpen(true) });
  return (
    <>
      <Button variant="quiet" shortcut="?" onClick={() => setOpen(true)}>
        {t("lead.keys")}
      </Button>
      {isOpen && (
        <Dialog isOpen onClose={() => setOpen(false)} title={t("lead.keys")} closeLabel={t("common.close")} size="small">
          <dl className={styles.keys}>
            {[...keys, { keys: ["?"], label: t("lead.key.help") }].map((one) => (
              <div key={one.label}>
                <dt>
                  {one.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{one.label}</dd>
              </div>
            ))}
          </dl>
          <LetterKeysSwitch label={t("common.letterKeys")} hint={t("common.letterKeysHint")} />
        </Dialog>
      )}
    </>
  );
}
