import type { ReactNode } from "react";
import { DeviceNotice } from "../stage/own-controls.tsx";
import type { OwnSupervision } from "./use-own-supervision.ts";

/** A camera or a microphone that is not there any more, with what to do; the writing goes on meanwhile. */
export function OwnNotices({ supervision: { room } }: { readonly supervision: OwnSupervision }): ReactNode {
  const { camera, microphone, retry } = room.devices;
  return (
    <>
      <DeviceNotice kind="camera" device={camera} onRetry={() => void retry("camera")} />
      <DeviceNotice kind="microphone" device={microphone} onRetry={() => void retry("microphone")} />
    </>
  );
}
