import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import { PutOutNotice } from "../stage/put-out-notice.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";

/** What is not sent any more, with what to do; the writing goes on meanwhile. */
export function OwnNotices({
  supervision: { room, screen, share, isLongUnseen },
  isScreenReleased,
}: {
  readonly supervision: OwnSupervision;
  /** A person of the staff lets the clock run, and the exam is in view, without the screen. */
  readonly isScreenReleased: boolean;
}): ReactNode {
  const t = useT();
  const { camera, microphone, retry } = room.devices;
  return (
    <>
      {/* The exam goes on here, so that there is a room to come back to; whether answers arrive is the header's to say. */}
      {!isLongUnseen && (
        <PutOutNotice
          room={room}
          closed={{ tone: "attention", title: t("watch.closed"), text: t("watch.closedText"), again: t("watch.enterAgain") }}
        />
      )}
      {isLongUnseen && (
        <Notice tone="attention" title={t("watch.notConnected")}>
          {t("watch.notConnectedText")}
        </Notice>
      )}
      {isScreenReleased && screen.status !== "on" && (
        <Notice
          isLow
          title={t("watch.released")}
          actions={
            <Button isBusy={screen.status === "asking"} onClick={() => void share()}>
              {t("watch.share")}
            </Button>
          }
        >
          {t(screen.status === "failed" ? `watch.screen.${screen.failure}` : "watch.releasedText")}
        </Notice>
      )}
      {room.connection === "unsupported" && <Notice tone="danger" title={t("rooms.unsupported")} />}
      <DeviceNotice kind="camera" device={camera} onRetry={() => void retry("camera")} />
      <DeviceNotice kind="microphone" device={microphone} onRetry={() => void retry("microphone")} />
    </>
  );
}
