import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { saveFile } from "#client/net/save-file.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button, classNames } from "#client/ui/index.ts";
import styles from "./referrals.module.css";
import { referralTemplate } from "./referral-template.ts";

/** A place to drop a file, and the button that does the same for those who do not drag. */
export function FileDrop({
  isBusy,
  onFile,
}: {
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isBusy) onFile(file);
  };
  return (
    <div
      className={classNames(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={styles.dropTitle}>
        {isOver ? t("referrals.dropNow") : isBusy ? t("referrals.reading") : t("referrals.drop")}
      </p>
      <p className="quiet">{t("referrals.or")}</p>
      <Button variant="primary" isBusy={isBusy} onClick={() => input.current?.click()}>
        {t("referrals.chooseFile")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="referral-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file, corrected, can be chosen again.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <p className="quiet small">{t("referrals.columns")}</p>
      <Button
        variant="quiet"
        size="small"
        onClick={() => saveFile(referralTemplate(locale), t("referrals.templateName"))}
      >
        {t("referrals.template")}
      </Button>
    </div>
  );
}
