import { useCallback, useEffect, useMemo, useState } from "react";
import type { SourceFact, SourceState, SupervisionState } from "#shared/domain/rooms/supervision.ts";
import { currentDisconnectionVersion, disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import { reportFact } from "#client/net/report-fact.ts";
import { useMediaRoom, type MediaRoom } from "../media/use-media-room.ts";
import type { LocalDevice } from "../media/use-local-devices.ts";
import { useScreenShare, type ScreenControls, type ScreenShare } from "./use-screen-share.ts";

/** As the rules in force have it. */
const patienceMs = disconnectionPolicy(currentDisconnectionVersion).unstableSeconds * 1_000;

export interface OwnSupervision extends ScreenControls {
  /** How one's own three sources stand: what the page shows or hides follows from it. */
  readonly state: SupervisionState;
  readonly room: MediaRoom;
  /** Answers reach the server, nothing live has for as long as the server waits before it writes so, and the page keeps trying. */
  readonly isLongUnseen: boolean;
  /** Something is being sent, or should be. */
  readonly isOn: boolean;
}

/**
 * A candidate's side of supervision. The screen may be shared before anything is sent, and stays shared between two
 * activities; camera, microphone and screen are sent only while `isOn` says that somebody reads or writes. What was
 * written and waits on the device makes pictures give way.
 */
export function useOwnSupervision(
  sittingId: string,
  roomId: string | null,
  isOn: boolean,
  isWritingWaiting: boolean,
): OwnSupervision {
  const noteWrongSurface = useCallback(() => reportFact(sittingId, { kind: "SHARE_WRONG_SURFACE", details: {} }), [sittingId]);
  const { screen, share } = useScreenShare(noteWrongSurface);
  const isEntered = isOn && roomId !== null;
  const track = screen.status === "on" ? screen.track : undefined;
  const room = useMediaRoom(roomId ?? "", isEntered, { screen: track, isWritingWaiting });
  const { camera, microphone } = room.devices;
  const cameraFact = useFact(deviceState(camera, room.stalled.includes("camera")));
  const microphoneFact = useFact(deviceState(microphone, room.stalled.includes("microphone")));
  const screenFact = useFact(screenState(screen));
  const state = useMemo(
    () => ({ camera: cameraFact, microphone: microphoneFact, screen: screenFact }),
    [cameraFact, microphoneFact, screenFact],
  );
  const isTrying = isEntered && (room.connection === "connecting" || room.connection === "reconnecting");
  return { state, screen, share, room, isLongUnseen: useLong(isTrying, patienceMs), isOn: isEntered };
}

/** Whether something has lasted. Held here, where it outlives the change of layout when the clock stops. */
function useLong(is: boolean, ms: number): boolean {
  const [isLong, setLong] = useState(false);
  // What begins is nobody's trouble yet; what begins again starts from nothing.
  useEffect(() => {
    if (!is) return undefined;
    const waiting = setTimeout(() => setLong(true), ms);
    return () => {
      clearTimeout(waiting);
      setLong(false);
    };
  }, [is, ms]);
  return is && isLong;
}

function deviceState(device: LocalDevice, isStalled: boolean): SourceState {
  switch (device.status) {
    case "off":
    case "asking":
      return "ASKED";
    case "on":
      return isStalled || device.isSilenced ? "LOST" : "LIVE";
    case "failed":
      return device.failure === "REFUSED" ? "REFUSED" : "LOST";
  }
}

function screenState(screen: ScreenShare): SourceState {
  switch (screen.status) {
    case "off":
    case "asking":
      return "ASKED";
    case "on":
      return "LIVE";
    case "failed":
      return screen.failure === "STOPPED" ? "LOST" : "REFUSED";
  }
}

/** The state itself is of this very moment; only its beginning is noted a moment later. */
function useFact(state: SourceState): SourceFact {
  const [sinceMs, setSinceMs] = useState(() => performance.now());
  useEffect(() => {
    const noted = requestAnimationFrame(() => setSinceMs(performance.now()));
    return () => cancelAnimationFrame(noted);
  }, [state]);
  return useMemo(() => ({ state, sinceMs }), [state, sinceMs]);
}
