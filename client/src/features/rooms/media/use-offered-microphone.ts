import { useEffect, useState } from "react";
import type { LocalDevices } from "./use-local-devices.ts";

/** A microphone that was plugged in while another one is in use. */
export interface OfferedMicrophone {
  readonly label: string;
  /** It could not be opened; the other one goes on. */
  readonly hasFailed: boolean;
  readonly take: () => Promise<void>;
  readonly decline: () => void;
}

interface Found {
  readonly deviceId: string;
  readonly label: string;
  /** The microphone that was in use when it came: once another one is, nothing is offered any more. */
  readonly beside: MediaStreamTrack;
  readonly hasFailed: boolean;
}

/** Names that the browser gives to whichever device it prefers. */
const aliases: readonly string[] = ["", "default", "communications"];

const microphones = async (): Promise<MediaDeviceInfo[]> =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind, deviceId }) => kind === "audioinput" && !aliases.includes(deviceId));

/** Whoever puts on a headset in the middle of a conversation chooses it by one press; by itself nothing changes. */
export function useOfferedMicrophone({ microphone, take }: Pick<LocalDevices, "microphone" | "take">): OfferedMicrophone | undefined {
  const [found, setFound] = useState<Found>();
  const track = microphone.status === "on" ? microphone.track : undefined;
  // The browser says that something has changed, and not what.
  useEffect(() => {
    if (!track || !("mediaDevices" in navigator)) return;
    let isCurrent = true;
    let known: ReadonlySet<string> | undefined;
    const idsOf = (list: readonly MediaDeviceInfo[]): ReadonlySet<string> => new Set(list.map(({ deviceId }) => deviceId));
    void microphones().then((list) => (known ??= idsOf(list)));
    const look = async (): Promise<void> => {
      const list = await microphones();
      if (!isCurrent) return;
      const before = known;
      known = idsOf(list);
      const fresh = list.find(({ deviceId }) => before && !before.has(deviceId) && deviceId !== track.getSettings().deviceId);
      if (fresh) setFound({ deviceId: fresh.deviceId, label: fresh.label, beside: track, hasFailed: false });
      // What is unplugged again is not offered any more.
      else setFound((given) => (given && list.some(({ deviceId }) => deviceId === given.deviceId) ? given : undefined));
    };
    const onChange = (): void => void look();
    navigator.mediaDevices.addEventListener("devicechange", onChange);
    return () => {
      isCurrent = false;
      navigator.mediaDevices.removeEventListener("devicechange", onChange);
    };
  }, [track]);
  if (!found || found.beside !== track) return undefined;
  return {
    label: found.label,
    hasFailed: found.hasFailed,
    take: async () => {
      if (!(await take(found.deviceId))) setFound({ ...found, hasFailed: true });
    },
    decline: () => setFound(undefined),
  };
}
