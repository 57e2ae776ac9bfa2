import { useState, type ReactNode } from "react";
import type { SideCameraView } from "#shared/protocol/sitting.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, StateTag, VisuallyHidden } from "#client/ui/index.ts";
import { sideLook, SideCameraPairing } from "./side-camera-card.tsx";

/** In the exam's header, for whoever paired a telephone or was asked to: how it stands, and the way to stop it. */
export function SideCameraLine({ sittingId, sideCamera }: { readonly sittingId: string; readonly sideCamera: SideCameraView }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { rule, state } = sideCamera;
  if (state === "NONE" && rule !== "REQUIRED") return null;
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" title={t(`sidecamera.state.${state}`)} onClick={() => setOpen(true)}>
        <StateTag {...sideLook(sideCamera)}>
          <span aria-hidden="true">{t("sidecamera.short")}</span>
          <VisuallyHidden>{t(`sidecamera.line.${state}`)}</VisuallyHidden>
        </StateTag>
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("sidecamera.title")} closeLabel={t("common.close")}>
        {isOpen && <SideCameraPairing sittingId={sittingId} sideCamera={sideCamera} isUnderWay />}
      </Dialog>
    </>
  );
}
