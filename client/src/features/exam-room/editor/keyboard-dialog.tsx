import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, useStoredState } from "#client/ui/index.ts";
import styles from "./keyboard-dialog.module.css";
import { askedLetters, isLayout, layoutOf, type AskedLetter, type FoundKeys, type Layout } from "./keyboard-layouts.ts";

const rows = [
  ["e", "é è ê ë"],
  ["a", "à â æ"],
  ["c", "ç"],
  ["u", "ù û"],
  ["i", "î ï"],
  ["o", "ô œ"],
  ['"', "« »"],
] as const;

/** Every way to an accent, and a small test that tells which keyboard this is. */
export function KeyboardDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const t = useT();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("room.keyboardTitle")} closeLabel={t("common.close")}>
      <div className="stack">
        <p>{t("room.keyboardLead")}</p>
        <table className={styles.keys}>
          <thead>
            <tr>
              <th scope="col">{t("room.keyColumn")}</th>
              <th scope="col">{t("room.formsColumn")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, forms]) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td>{forms}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("room.space")}</th>
              <td>{t("exam.noBreakSpace")}</td>
            </tr>
          </tbody>
        </table>
        <p>{t("room.shortcutUndo")}</p>
        <LayoutTest />
      </div>
    </Dialog>
  );
}

const parseLayout = (stored: string | null): Layout | "unknown" | "" =>
  isLayout(stored) ? stored : stored === "unknown" ? stored : "";

/** «Tapez la lettre demandée»: three letters, and the answer is remembered on this device. */
function LayoutTest(): ReactNode {
  const t = useT();
  const [known, setKnown] = useStoredState<Layout | "unknown" | "">("epreuve.keyboard", parseLayout);
  const [found, setFound] = useState<FoundKeys | undefined>();
  const [isOther, setOther] = useState(false);
  const asked = found && askedLetters.find((letter) => found[letter] === undefined);

  const take = (letter: AskedLetter, code: string | null): void => {
    const next = { ...found, [letter]: code };
    setOther(false);
    const isDone = askedLetters.every((one) => next[one] !== undefined);
    if (isDone) setKnown(layoutOf(next) ?? "unknown");
    setFound(isDone ? undefined : next);
  };
  if (asked === undefined)
    return (
      <div className="stack" role="status">
        {known !== "" && (
          <p>
            {known === "unknown" ? (
              t("room.layoutUnknown")
            ) : (
              <>
                <strong>{t("room.layoutKnown", { layout: t(`room.layout.${known}`) })}</strong> {t(`room.tip.${known}`)}
              </>
            )}
          </p>
        )}
        <div>
          <Button onClick={() => setFound({})}>{t(known === "" ? "room.layoutStart" : "room.layoutAgain")}</Button>
        </div>
      </div>
    );
  const listen = (event: KeyboardEvent<HTMLInputElement>): void => {
    // The key's place and its letter are enough; an accent typed first is a step on the way.
    if (event.key.length !== 1) return;
    event.preventDefault();
    if (event.key.toLowerCase() === asked) take(asked, event.code);
    else setOther(true);
  };
  return (
    <div className="stack">
      <label className={styles.asked}>
        <span>{t("room.layoutAsk", { letter: asked })}</span>
        <input
          key={asked}
          className={styles.askedKey}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- The person has just asked to type a letter.
          autoFocus
          autoComplete="off"
          onKeyDown={listen}
          onInput={(event) => {
            // Composed with a dead key: the letter is there, without a place of its own.
            const typed = event.currentTarget.value.toLowerCase();
            event.currentTarget.value = "";
            if (typed === asked) take(asked, "composed");
          }}
        />
      </label>
      <p role="status">{isOther && t("room.layoutOther", { letter: asked })}</p>
      {asked === "é" && (
        <div>
          <Button onClick={() => take("é", null)}>{t("room.layoutNowhere")}</Button>
        </div>
      )}
    </div>
  );
}
