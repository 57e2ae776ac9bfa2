import { useState, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button, Dialog, SaveStatus, type SaveState } from "#client/ui/index.ts";
import type { SaveStatus as Status } from "#client/net/outbox/outbox-types.ts";
import { formatTime } from "#shared/i18n/dates.ts";

const looks = {
  saved: "saved",
  saving: "saving",
  kept: "kept",
  failed: "failed",
  elsewhere: "failed",
} as const satisfies Record<Status["kind"], SaveState>;

const remedies = {
  DEVICE: "exam.notSavedDevice",
  OFFLINE: "exam.notSavedDevice",
  NOT_SIGNED_IN: "exam.notSavedSignIn",
} as const;
const remedyFor = (code: string) => (code in remedies ? remedies[code as keyof typeof remedies] : "exam.notSavedOther");

/** What is saved, in words that are never ahead of the facts [SAV-15]. */
export function SaveLine({ status, timeZone }: { readonly status: Status; readonly timeZone: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const time = status.at === null ? null : formatTime(locale, status.at, timeZone);
  const saved = time === null ? t("exam.nothingYet") : t("exam.savedAt", { time });
  const words: Record<Status["kind"], string> = {
    saved,
    saving: time === null ? t("exam.saving") : t("exam.savingSince", { time }),
    kept: t("exam.keptOnDevice"),
    failed: t("exam.notSaved"),
    elsewhere: saved,
  };
  return (
    <>
      <SaveStatus state={looks[status.kind]}>{words[status.kind]}</SaveStatus>
      {status.kind === "failed" && (
        <>
          <Button size="small" onClick={() => setHelpOpen(true)}>
            {t("exam.whatToDo")}
          </Button>
          <Dialog
            isOpen={isHelpOpen}
            onClose={() => setHelpOpen(false)}
            title={t("exam.whatToDo")}
            closeLabel={t("common.close")}
          >
            <p>{t(remedyFor(status.code))}</p>
          </Dialog>
        </>
      )}
    </>
  );
}
