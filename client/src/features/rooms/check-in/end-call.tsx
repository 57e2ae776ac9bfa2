import { useState, type ReactNode } from "react";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { roomLooks } from "#shared/protocol/room-look.ts";
import { checkIn, closeCheckIn } from "#shared/protocol/rooms.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog } from "#client/ui/index.ts";

export interface EndCallProps {
  readonly sittingId: string;
  readonly roomId: string;
  readonly state: SittingState;
  /** Somebody who was received already goes on at another machine: there is nothing to be done again. */
  readonly isReadmission: boolean;
}

/** Ends the call at once where all is done; else after a yes, told what is missing. */
export function EndCall({ sittingId, roomId, state, isReadmission }: EndCallProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [isAsking, setAsking] = useState(false);
  const close = useChange(closeCheckIn, [checkIn, sessionBoard, roomLooks]);
  const looks = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data?.looks;
  const [look] = looks ?? [];
  const isBeingReceived = !isReadmission && (state === "WAITING" || state === "IDENTITY_CONFIRMED");
  const isUnderWay = look !== undefined && look.now !== null;
  const isNotDone = isBeingReceived && looks !== undefined && looks.every(({ now, ended }) => now !== null || ended !== null);
  const missing = look?.steps.filter((step) => look.lines.every((line) => line.step !== step)) ?? [];
  const names = missing.map((step) => t(`roomlook.step.${step}`).toLocaleLowerCase(locale));
  const isIdentityOpen = isBeingReceived && state === "WAITING";
  const end = (): void => close.mutate({ params: { roomId } }, { onSettled: () => setAsking(false) });
  return (
    <>
      <RefusalNotice error={close.error} />
      <Button
        variant="primary"
        isBusy={close.isPending}
        onClick={isUnderWay || isNotDone || isIdentityOpen ? () => setAsking(true) : end}
      >
        {t("lead.endCall")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("roomlook.callTitle")}
        confirmLabel={t("lead.endCall")}
        cancelLabel={t("roomlook.callStay")}
        isBusy={close.isPending}
        onConfirm={end}
        onCancel={() => setAsking(false)}
      >
        {isIdentityOpen && <p>{t("roomlook.callIdentity")}</p>}
        {isUnderWay ? <p>{t("roomlook.callUnderWay")}</p> : isNotDone && <p>{t("roomlook.callNone")}</p>}
        {(isUnderWay || (isNotDone && look)) && (
          <p>{t("roomlook.missing", { steps: new Intl.ListFormat(locale).format(names) })}</p>
        )}
      </ConfirmDialog>
    </>
  );
}
