import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cameraConstraints, deviceFailureOf, microphoneConstraints, type DeviceFailure } from "./device-failure.ts";

export type DeviceKind = "camera" | "microphone";

export type LocalDevice =
  | { readonly status: "off" | "asking" }
  | { readonly status: "on"; readonly track: MediaStreamTrack; readonly isMuted: boolean }
  | { readonly status: "failed"; readonly failure: DeviceFailure };

export interface LocalDevices {
  readonly camera: LocalDevice;
  readonly microphone: LocalDevice;
  /** Asks for both at once, so that the browser asks the person once. */
  readonly start: () => Promise<void>;
  readonly retry: (kind: DeviceKind) => Promise<void>;
  readonly setMuted: (kind: DeviceKind, isMuted: boolean) => void;
  readonly stop: () => void;
}

const constraints = { camera: { video: cameraConstraints }, microphone: { audio: microphoneConstraints } } as const;

/** One device of the day; the check of equipment opens them in the same way. */
export async function openTrack(kind: DeviceKind): Promise<MediaStreamTrack> {
  if (!("mediaDevices" in navigator)) throw new DOMException("No media in this page.", "SecurityError");
  const stream = await navigator.mediaDevices.getUserMedia(constraints[kind]);
  const [track] = stream.getTracks();
  if (!track) throw new DOMException("A stream without a track.", "NotFoundError");
  return track;
}

/** Both together; when that fails, each alone, since one of them may well be there. */
async function openBoth(): Promise<Record<DeviceKind, MediaStreamTrack | DeviceFailure>> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ ...constraints.camera, ...constraints.microphone });
    const [camera] = stream.getVideoTracks();
    const [microphone] = stream.getAudioTracks();
    return { camera: camera ?? "MISSING", microphone: microphone ?? "MISSING" };
  } catch {
    const [camera, microphone] = await Promise.all(
      (["camera", "microphone"] as const).map((kind) => openTrack(kind).catch(deviceFailureOf)),
    );
    return { camera: camera ?? "FAILED", microphone: microphone ?? "FAILED" };
  }
}

/** One's own camera and microphone, and what became of them. */
export function useLocalDevices(): LocalDevices {
  const [devices, setDevices] = useState<Record<DeviceKind, LocalDevice>>({
    camera: { status: "off" },
    microphone: { status: "off" },
  });
  const tracks = useRef(new Map<DeviceKind, MediaStreamTrack>());

  const accept = useCallback((kind: DeviceKind, given: MediaStreamTrack | DeviceFailure): void => {
    if (typeof given === "string") {
      setDevices((known) => ({ ...known, [kind]: { status: "failed", failure: given } }));
      return;
    }
    tracks.current.set(kind, given);
    // A track that we stop ourselves does not say so: this is somebody pulling a plug, or the system taking it.
    given.addEventListener("ended", () =>
      setDevices((known) => ({ ...known, [kind]: { status: "failed", failure: "UNPLUGGED" } })),
    );
    setDevices((known) => ({ ...known, [kind]: { status: "on", track: given, isMuted: false } }));
  }, []);

  const stop = useCallback((): void => {
    for (const track of tracks.current.values()) track.stop();
    tracks.current.clear();
    setDevices({ camera: { status: "off" }, microphone: { status: "off" } });
  }, []);

  const start = useCallback(async (): Promise<void> => {
    setDevices({ camera: { status: "asking" }, microphone: { status: "asking" } });
    const opened = await openBoth();
    accept("camera", opened.camera);
    accept("microphone", opened.microphone);
  }, [accept]);

  const retry = useCallback(
    async (kind: DeviceKind): Promise<void> => {
      tracks.current.get(kind)?.stop();
      setDevices((known) => ({ ...known, [kind]: { status: "asking" } }));
      accept(kind, await openTrack(kind).catch(deviceFailureOf));
    },
    [accept],
  );

  const setMuted = useCallback(
    (kind: DeviceKind, isMuted: boolean): void =>
      setDevices((known) => {
        const device = known[kind];
        return device.status === "on" ? { ...known, [kind]: { ...device, isMuted } } : known;
      }),
    [],
  );

  // The camera's light goes out with the page.
  useEffect(() => {
    const held = tracks.current;
    return () => {
      for (const track of held.values()) track.stop();
      held.clear();
    };
  }, []);

  return useMemo(() => ({ ...devices, start, retry, setMuted, stop }), [devices, start, retry, setMuted, stop]);
}
