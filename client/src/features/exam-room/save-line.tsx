import { useState, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { AttentionIcon, Button, classNames, Dialog } from "#client/ui/index.ts";
import { SaveStatus, type SaveState } from "#client/ui/save-status.tsx";
import type { SaveStatus as Status } from "#client/net/outbox/outbox-types.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import styles from "./save-line.module.css";

const looks = {
  saved: "saved",
  saving: "saving",
  kept: "kept",
  failed: "failed",
  // A plain fact: what is to be done stands on the page itself.
  elsewhere: "saving",
} as const satisfies Record<Status["kind"], SaveState>;

const remedies = {
  DEVICE: "exam.notSavedDevice",
  OFFLINE: "exam.notSavedDevice",
  NOT_SIGNED_IN: "exam.notSavedSignIn",
} as const;
const remedyFor = (code: string) => (code in remedies ? remedies[code as keyof typeof remedies] : "exam.notSavedOther");

/** What is saved, in words that are never ahead of the facts [SAV-15]. */
export function SaveLine({
  status,
  timeZone,
  rescue,
}: {
  readonly status: Status;
  readonly timeZone: string;
  /** A copy to take away, for when what was typed cannot be saved. */
  readonly rescue: ReactNode;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const time = status.at === null ? null : formatTime(locale, status.at, timeZone);
  const saved = time === null ? t("exam.nothingYet") : t("exam.savedAt", { time });
  const words: Record<Status["kind"], string> = {
    saved,
    saving: time === null ? t("exam.saving") : t("exam.savingSince", { time }),
    kept: t("exam.keptOnDevice"),
    failed: t("room.notSavedWhat"),
    elsewhere: saved,
  };
  return (
    <>
      {/* What is heard stays one region; what is seen is a button when there is something to do. */}
      <span className={classNames(styles.saveLine, status.kind === "failed" && styles.onlyHeard)}>
        <SaveStatus state={looks[status.kind]} isInHeader>
          {words[status.kind]}
        </SaveStatus>
      </span>
      {status.kind === "failed" && (
        <>
          <Button size="small" icon={<AttentionIcon size={16} />} onClick={() => setHelpOpen(true)}>
            {t("room.notSavedWhat")}
          </Button>
          <Dialog
            isOpen={isHelpOpen}
            onClose={() => setHelpOpen(false)}
            title={t("room.whatToDoNow")}
            closeLabel={t("common.close")}
          >
            <p>{t(remedyFor(status.code))}</p>
            <ul className={styles.steps}>
              <li>{t("room.stayHere")}</li>
              {/* What the server refused is not sent again by itself. */}
              {status.code in remedies && <li>{t("room.tryLater")}</li>}
              <li>{t("room.askPerson")}</li>
            </ul>
            {rescue}
          </Dialog>
        </>
      )}
    </>
  );
}
