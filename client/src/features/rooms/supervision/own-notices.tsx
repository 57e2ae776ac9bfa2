import { useEffect, useState, type ReactNode } from "react";
import { unseenPatienceMs } from "#shared/domain/sitting/unseen-rule.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";

/** What is not sent any more, with what to do; the writing goes on meanwhile. */
export function OwnNotices({ supervision: { room } }: { readonly supervision: OwnSupervision }): ReactNode {
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
      {room.connection !== "live" && room.connection !== "superseded" && <NotConnected />}
      <DeviceNotice kind="camera" device={camera} onRetry={() => void retry("camera")} />
      <DeviceNotice kind="microphone" device={microphone} onRetry={() => void retry("microphone")} />
    </>
  );
}

/** Answers reach the server and nothing live does: said once it lasts as long as the server waits before it writes so. */
function NotConnected(): ReactNode {
  const t = useT();
  const [isLong, setLong] = useState(false);
  // A connection that is being made is nobody's trouble yet.
  useEffect(() => {
    const waiting = setTimeout(() => setLong(true), unseenPatienceMs);
    return () => clearTimeout(waiting);
  }, []);
  return isLong ? <Notice tone="attention" title={t("watch.notConnected")}>{t("watch.notConnectedText")}</Notice> : null;
}
