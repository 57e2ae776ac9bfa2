import { z } from "zod";
import { programNamed, type DeviceProgram, type NamedDevice } from "../integrity/device-names.ts";

/** What a candidate's own device measured. The server decides with the same function that the page shows. */

export const deviceOutcomes = ["OK", "REFUSED", "MISSING", "BUSY", "FAILED", "NOT_HEARD"] as const;
export const screenOutcomes = ["OK", "REFUSED", "NOT_MONITOR", "SURFACE_UNKNOWN", "STOPPED", "UNSUPPORTED"] as const;

const deviceName = z.string().max(120);

export const techCheckResults = z.object({
  browser: z.object({
    name: z.string().max(60),
    version: z.string().max(30),
    hasLiveMedia: z.boolean(),
    /** What the room keeps answers with while the network is gone: a database, locks, a worker. */
    hasStorage: z.boolean(),
  }),
  /** In CSS pixels. */
  viewport: z.object({ width: z.number().int().min(0).max(20_000), height: z.number().int().min(0).max(20_000) }),
  camera: z.object({ outcome: z.enum(deviceOutcomes), label: deviceName }),
  /** `peak` is the loudest moment while the person spoke, 0 to 100. */
  microphone: z.object({ outcome: z.enum(deviceOutcomes), label: deviceName, peak: z.number().min(0).max(100) }),
  /** The person says whether they heard the tone. */
  loudspeaker: z.object({ outcome: z.enum(["OK", "NOT_HEARD"]) }),
  screen: z.object({ outcome: z.enum(screenOutcomes), surface: z.string().max(30) }),
  network: z.object({
    isReached: z.boolean(),
    roundTripMs: z.number().min(0).max(60_000),
    downKbps: z.number().min(0).max(10_000_000),
    upKbps: z.number().min(0).max(10_000_000),
  }),
  /** One's own picture and voice, sent to the media node as on the day and come back from it. */
  media: z.object({ hasPicture: z.boolean(), hasSound: z.boolean(), ms: z.number().int().min(0).max(120_000) }),
  /** One answer, written on this device and made durable on the server, as each answer of the exam is. */
  saving: z.object({ isOnDevice: z.boolean(), isOnServer: z.boolean(), ms: z.number().int().min(0).max(120_000) }),
});
export type TechCheckResults = z.infer<typeof techCheckResults>;

export const techParts = ["browser", "camera", "microphone", "loudspeaker", "screen", "network"] as const;
export type TechPart = (typeof techParts)[number];

/** The parts that have not been done yet, in the order of the page; one that failed has been done. */
export const partsLeft = (measured: { readonly [part in TechPart]?: unknown }): readonly TechPart[] =>
  techParts.filter((part) => measured[part] === undefined);

/** One sentence with what to do exists for each. */
export const techFailures = [
  "BROWSER_OLD",
  "STORAGE_MISSING",
  "WINDOW_SMALL",
  "CAMERA_REFUSED",
  "CAMERA_MISSING",
  "CAMERA_BUSY",
  "CAMERA_FAILED",
  "MICROPHONE_REFUSED",
  "MICROPHONE_MISSING",
  "MICROPHONE_BUSY",
  "MICROPHONE_FAILED",
  "MICROPHONE_SILENT",
  "LOUDSPEAKER_NOT_HEARD",
  "SCREEN_REFUSED",
  "SCREEN_NOT_MONITOR",
  "SCREEN_SURFACE_UNKNOWN",
  "SCREEN_STOPPED",
  "SCREEN_UNSUPPORTED",
  "NETWORK_NOT_REACHED",
  "NETWORK_SLOW_ANSWER",
  "NETWORK_SLOW_UP",
  "NETWORK_SLOW_DOWN",
  "MEDIA_NOT_REACHED",
  "SAVING_FAILED",
] as const;
export type TechFailure = (typeof techFailures)[number];

/** The exam is laid out for this width; a telephone or a narrow window is said here, never on the day. */
export const leastWidth = 1024;
/** Camera in two layers and voice leave at about 450 kbit/s; what the others send arrives at about as much for each. */
export const leastUpKbps = 600;
export const leastDownKbps = 1_000;
export const mostRoundTripMs = 400;

type DeviceOutcome = (typeof deviceOutcomes)[number];

function deviceFailure(device: "CAMERA" | "MICROPHONE", outcome: DeviceOutcome): TechFailure | undefined {
  switch (outcome) {
    case "OK":
      return undefined;
    case "REFUSED":
      return `${device}_REFUSED`;
    case "MISSING":
      return `${device}_MISSING`;
    case "BUSY":
      return `${device}_BUSY`;
    case "FAILED":
      return `${device}_FAILED`;
    case "NOT_HEARD":
      return device === "MICROPHONE" ? "MICROPHONE_SILENT" : "CAMERA_FAILED";
  }
}

/** Devices that bear the name of a program, by the list of that lockdown version: said before the day, and no failure. */
export function namedDevicesOf(
  version: number,
  results: Pick<TechCheckResults, NamedDevice>,
): { device: NamedDevice; program: DeviceProgram }[] {
  return (["camera", "microphone"] as const).flatMap((device) => {
    const program = programNamed(version, device, results[device].label);
    return program ? [{ device, program }] : [];
  });
}

/** What stands in the way, part by part, in the order of the page; nothing when everything is fit for the day. */
export function techFailuresOf(results: TechCheckResults): { part: TechPart; failure: TechFailure }[] {
  const { browser, viewport, camera, microphone, loudspeaker, screen, network, media, saving } = results;
  const found: { part: TechPart; failure: TechFailure | undefined }[] = [
    { part: "browser", failure: browser.hasLiveMedia ? undefined : "BROWSER_OLD" },
    { part: "browser", failure: browser.hasStorage ? undefined : "STORAGE_MISSING" },
    { part: "browser", failure: viewport.width >= leastWidth ? undefined : "WINDOW_SMALL" },
    { part: "camera", failure: deviceFailure("CAMERA", camera.outcome) },
    { part: "microphone", failure: deviceFailure("MICROPHONE", microphone.outcome) },
    { part: "loudspeaker", failure: loudspeaker.outcome === "OK" ? undefined : "LOUDSPEAKER_NOT_HEARD" },
    { part: "screen", failure: screen.outcome === "OK" ? undefined : `SCREEN_${screen.outcome}` },
    { part: "network", failure: network.isReached ? undefined : "NETWORK_NOT_REACHED" },
  ];
  if (network.isReached) {
    found.push(
      { part: "network", failure: network.roundTripMs <= mostRoundTripMs ? undefined : "NETWORK_SLOW_ANSWER" },
      { part: "network", failure: network.upKbps >= leastUpKbps ? undefined : "NETWORK_SLOW_UP" },
      { part: "network", failure: network.downKbps >= leastDownKbps ? undefined : "NETWORK_SLOW_DOWN" },
      { part: "network", failure: media.hasPicture && media.hasSound ? undefined : "MEDIA_NOT_REACHED" },
      { part: "network", failure: saving.isOnDevice && saving.isOnServer ? undefined : "SAVING_FAILED" },
    );
  }
  return found.flatMap(({ part, failure }) => (failure ? [{ part, failure }] : []));
}
