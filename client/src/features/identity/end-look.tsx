import { useState, type ReactNode } from "react";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { endRoomLook, roomLooks, type RoomLookView } from "#shared/protocol/room-look.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { useRefusal } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, useToast } from "#client/ui/index.ts";
import { MissingSteps } from "./room-look-record.tsx";

/** Stops a look that cannot go on: after a yes, and the record says that it is not done. */
export function EndLook({ sittingId, look }: { readonly sittingId: string; readonly look: RoomLookView }): ReactNode {
  const t = useT();
  const say = useRefusal();
  const showToast = useToast();
  const [isAsking, setAsking] = useState(false);
  const end = useChange(endRoomLook, [roomLooks, sittingRecord]);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t("roomlook.end")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("roomlook.endTitle")}
        confirmLabel={t("roomlook.end")}
        cancelLabel={t("common.cancel")}
        isBusy={end.isPending}
        onConfirm={() =>
          end.mutate(
            { params: { sittingId, lookId: look.lookId } },
            { onError: (error) => showToast(say(error)), onSettled: close },
          )
        }
        onCancel={close}
      >
        <p>{t("roomlook.endText")}</p>
        <MissingSteps look={look} />
      </ConfirmDialog>
    </>
  );
}
