import { useState, type ReactNode } from "react";
import type { SideCameraView } from "#shared/protocol/sitting.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, StateTag } from "#client/ui/index.ts";
import { sideLooks, SideCameraPairing } from "./side-camera-card.tsx";

/** In the exam's header, for whoever paired a telephone or was asked to: how it stands, and the way to stop it. */
export function SideCameraLine({ sittingId, sideCamera }: { readonly sittingId: string; readonly sideCamera: SideCameraView }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { rule, state } = sideCamera;
  if (state === "NONE" && rule !== "REQUIRED") return null;
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <StateTag {...sideLooks[state]}>{t(`sidecamera.state.${state}`)}</StateTag>
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("sidecamera.title")} closeLabel={t("common.close")}>
        {isOpen && <SideCameraPairing sittingId={sittingId} sideCamera={sideCamera} />}
      </Dialog>
    </>
  );
}
