import { useEffect, useRef, type ReactNode } from "react";
import { shownStationCode } from "#shared/domain/paper/station-code.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import { giveStationCode, paperSessions, type PaperPerson } from "#shared/protocol/paper.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Skeleton } from "#client/ui/index.ts";
import styles from "./paper.module.css";

export interface StationCodeDialogProps {
  readonly person: PaperPerson;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** The code, big enough to be copied onto a slip. It exists only here: closing forgets it. */
export function StationCodeDialog({ person, timeZone, onClose }: StationCodeDialogProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { mutate, data, error } = useChange(giveStationCode, [paperSessions]);
  const isAsked = useRef(false);

  // Opening the dialog is asking for one code; React may draw it twice.
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    mutate({ params: { sittingId: person.sittingId } });
  }, [mutate, person.sittingId]);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("inperson.codeTitle", { name: person.name })}
      closeLabel={t("common.close")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <div className="stack">
        <RefusalNotice error={error} />
        {!data && !error && <Skeleton label={t("common.loading")} lines={2} />}
        {data && (
          <>
            <output className={styles.code} data-testid="station-code">
              {shownStationCode(data.code)}
            </output>
            <p>{t("inperson.codeHow", { address: `${location.origin}/poste` })}</p>
            <p className="quiet">{t("inperson.codeUntil", { time: formatTime(locale, data.expiresAt, timeZone) })}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}
