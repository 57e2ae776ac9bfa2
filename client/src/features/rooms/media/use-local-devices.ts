import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { deviceInUse, devicesLeft } from "#client/net/devices-in-use.ts";
import { cameraConstraints, deviceFailureOf, microphoneConstraints, type DeviceFailure } from "#client/net/device-failure.ts";

export type DeviceKind = "camera" | "microphone";

export type LocalDevice =
  | { readonly status: "off" | "asking" }
  | {
      readonly status: "on";
      readonly track: MediaStreamTrack;
      /** Closed by its person. */
      readonly isMuted: boolean;
      /** A microphone that is open and gives nothing but silence: a button of the headset, or the system, has closed it. */
      readonly isSilenced?: boolean;
      /** It is open, has been heard, and what it gives has been nothing but silence for some seconds: nobody announced it. */
      readonly isSoundless?: boolean;
    }
  | { readonly status: "failed"; readonly failure: DeviceFailure };

export interface LocalDevices {
  readonly camera: LocalDevice;
  readonly microphone: LocalDevice;
  /** Asks for both at once, so that the browser asks the person once. */
  readonly start: () => Promise<void>;
  readonly retry: (kind: DeviceKind) => Promise<void>;
  /** Takes this microphone instead of the one in use, which goes on where it cannot be opened: then the answer is false. */
  readonly take: (deviceId: string) => Promise<boolean>;
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

const isWaitedFor = (device: LocalDevice): boolean =>
  device.status === "failed" && (device.failure === "UNPLUGGED" || device.failure === "MISSING");

/** A headset that was switched off leaves the computer's own microphone; a permission that was taken back leaves nothing. */
async function afterLoss(kind: DeviceKind): Promise<MediaStreamTrack | DeviceFailure> {
  if (await isForbidden(kind)) return "REFUSED";
  return openTrack(kind).catch((error: unknown) => {
    const failure = deviceFailureOf(error);
    return failure === "MISSING" ? "UNPLUGGED" : failure;
  });
}

/** Not every browser answers; those that do not say so when the device is asked for. */
async function isForbidden(kind: DeviceKind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: kind })).state === "denied";
  } catch {
    return false;
  }
}

/** One's own camera and microphone, and what became of them. */
export function useLocalDevices(): LocalDevices {
  const [devices, setDevices] = useState<Record<DeviceKind, LocalDevice>>({
    camera: { status: "off" },
    microphone: { status: "off" },
  });
  const tracks = useRef(new Map<DeviceKind, MediaStreamTrack>());
  // Whoever had closed their microphone finds it closed in another headset too.
  const muted = useRef(new Set<DeviceKind>());
  const left = useRef({ times: 0 });
  const acceptRef = useRef<(kind: DeviceKind, given: MediaStreamTrack | DeviceFailure) => void>(() => undefined);

  const accept = useCallback((kind: DeviceKind, given: MediaStreamTrack | DeviceFailure): void => {
    if (typeof given === "string") {
      setDevices((known) => ({ ...known, [kind]: { status: "failed", failure: given } }));
      return;
    }
    const before = tracks.current.get(kind);
    tracks.current.set(kind, given);
    // A headset that is plugged in is told more than once: what was opened for it the first time is not left open.
    if (before !== given) before?.stop();
    deviceInUse(kind, given.label);
    // A track that we stop ourselves does not say so: this is somebody pulling a plug, or the system taking it.
    given.addEventListener("ended", () => {
      if (tracks.current.get(kind) !== given) return;
      setDevices((known) => ({ ...known, [kind]: { status: "failed", failure: "UNPLUGGED" } }));
      void afterLoss(kind).then((found) => {
        // Something else may have been opened meanwhile, or the room been left.
        if (tracks.current.get(kind) === given) acceptRef.current(kind, found);
        else if (typeof found !== "string") found.stop();
      });
    });
    const isMuted = muted.current.has(kind);
    // Silence flows like sound: nobody else would notice. A picture that stands still is noticed where it does not arrive.
    const isSilenced = (): boolean => kind === "microphone" && given.muted;
    for (const change of ["mute", "unmute"])
      given.addEventListener(change, () =>
        setDevices((known) => {
          const device = known[kind];
          const isCurrent = device.status === "on" && device.track === given;
          return isCurrent ? { ...known, [kind]: { ...device, isSilenced: isSilenced() } } : known;
        }),
      );
    setDevices((known) => ({ ...known, [kind]: { status: "on", track: given, isMuted, isSilenced: isSilenced() } }));
  }, []);
  // What a lost device is replaced with is watched over in the same way.
  useEffect(() => {
    acceptRef.current = accept;
  }, [accept]);

  const stop = useCallback((): void => {
    left.current.times += 1;
    for (const track of tracks.current.values()) track.stop();
    tracks.current.clear();
    devicesLeft();
    muted.current.clear();
    setDevices({ camera: { status: "off" }, microphone: { status: "off" } });
  }, []);

  const start = useCallback(async (): Promise<void> => {
    setDevices({ camera: { status: "asking" }, microphone: { status: "asking" } });
    const { times } = left.current;
    const opened = await openBoth();
    // The room was left while the browser asked: nothing stays open that nobody sees.
    if (left.current.times !== times) {
      for (const given of [opened.camera, opened.microphone]) if (typeof given !== "string") given.stop();
      return;
    }
    accept("camera", opened.camera);
    accept("microphone", opened.microphone);
  }, [accept]);

  const retry = useCallback(
    async (kind: DeviceKind): Promise<void> => {
      tracks.current.get(kind)?.stop();
      muted.current.delete(kind);
      setDevices((known) => ({ ...known, [kind]: { status: "asking" } }));
      accept(kind, await openTrack(kind).catch(deviceFailureOf));
    },
    [accept],
  );

  const take = useCallback(
    async (deviceId: string): Promise<boolean> => {
      const before = tracks.current.get("microphone");
      const audio = { ...microphoneConstraints, deviceId: { exact: deviceId } };
      const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch(() => undefined);
      const [track] = stream?.getAudioTracks() ?? [];
      if (!track) return false;
      // Meanwhile the room may have been left, or another one opened.
      if (tracks.current.get("microphone") !== before) track.stop();
      else {
        accept("microphone", track);
        before?.stop();
      }
      return true;
    },
    [accept],
  );

  const setMuted = useCallback(
    (kind: DeviceKind, isMuted: boolean): void => {
      if (isMuted) muted.current.add(kind);
      else muted.current.delete(kind);
      setDevices((known) => {
        const device = known[kind];
        return device.status === "on" ? { ...known, [kind]: { ...device, isMuted } } : known;
      });
    },
    [],
  );

  // Whoever plugs a device in again, or takes another headset, has no button to look for.
  useEffect(() => {
    const plugged = (["camera", "microphone"] as const).filter((kind) => isWaitedFor(devices[kind]));
    if (plugged.length === 0 || !("mediaDevices" in navigator)) return;
    const look = (): void => {
      for (const kind of plugged)
        void openTrack(kind).then(
          (track) => accept(kind, track),
          () => undefined,
        );
    };
    navigator.mediaDevices.addEventListener("devicechange", look);
    return () => navigator.mediaDevices.removeEventListener("devicechange", look);
  }, [devices, accept]);

  // The camera's light goes out with the page.
  useEffect(() => {
    const held = tracks.current;
    const leaving = left.current;
    return () => {
      leaving.times += 1;
      for (const track of held.values()) track.stop();
      held.clear();
      devicesLeft();
    };
  }, []);

  return useMemo(() => ({ ...devices, start, retry, take, setMuted, stop }), [devices, start, retry, take, setMuted, stop]);
}
