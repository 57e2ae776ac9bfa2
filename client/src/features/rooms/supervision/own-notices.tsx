import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";

/** What is not sent any more, with what to do; the writing goes on meanwhile. */
export function OwnNotices({ supervision: { room, isLongUnseen } }: { readonly supervision: OwnSupervision }): ReactNode {
  const t = useT();
  const { camera, microphone, retry } = room.devices;
  return (
    <>
      {room.connection === "superseded" && (
        <Notice
          tone="attention"
          title={t("rooms.superseded")}
          actions={<Button onClick={room.enterAgain}>{t("rooms.continueHere")}</Button>}
        />
      )}
      {/* The exam goes on here, so that there is a room to come back to. */}
      {room.connection === "closed" && (
        <Notice
          tone="attention"
          title={t("watch.closed")}
          actions={<Button onClick={room.enterAgain}>{t("watch.enterAgain")}</Button>}
        >
          {t("watch.closedText")}
        </Notice>
      )}
      {isLongUnseen && (
        <Notice tone="attention" title={t("watch.notConnected")}>
          {t("watch.notConnectedText")}
        </Notice>
      )}
      {room.connection === "unsupported" && <Notice tone="danger" title={t("rooms.unsupported")} />}
      <DeviceNotice kind="camera" device={camera} onRetry={() => void retry("camera")} />
      <DeviceNotice kind="microphone" device={microphone} onRetry={() => void retry("microphone")} />
    </>
  );
}
