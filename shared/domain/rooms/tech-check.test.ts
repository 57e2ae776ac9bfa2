import { describe, expect, test } from "vitest";
import { partsLeft, techFailuresOf, type TechCheckResults } from "./tech-check.ts";

const good: TechCheckResults = {
  browser: { name: "Chrome", version: "156", hasLiveMedia: true, hasStorage: true },
  viewport: { width: 1366, height: 768 },
  camera: { outcome: "OK", label: "Caméra" },
  microphone: { outcome: "OK", label: "Micro", peak: 60 },
  loudspeaker: { outcome: "OK" },
  screen: { outcome: "OK", surface: "monitor" },
  network: { isReached: true, roundTripMs: 400, downKbps: 1_000, upKbps: 600 },
  media: { hasPicture: true, hasSound: true, ms: 900 },
  saving: { isOnDevice: true, isOnServer: true, ms: 40 },
};
const failures = (change: Partial<TechCheckResults>) =>
  techFailuresOf({ ...good, ...change }).map(({ failure }) => failure);

describe("what a device check finds", () => {
  test("[TECH-4] nothing stands in the way at the very limits", () => {
    expect(failures({ viewport: { width: 1024, height: 600 } })).toEqual([]);
  });

  test("[TECH-4] each thing that stands in the way has its name", () => {
    expect(failures({ browser: { ...good.browser, hasLiveMedia: false } })).toEqual(["BROWSER_OLD"]);
    expect(failures({ browser: { ...good.browser, hasStorage: false } })).toEqual(["STORAGE_MISSING"]);
    expect(failures({ viewport: { width: 390, height: 844 } })).toEqual(["WINDOW_SMALL"]);
    for (const outcome of ["REFUSED", "MISSING", "BUSY", "FAILED"] as const) {
      expect(failures({ camera: { outcome, label: "" } })).toEqual([`CAMERA_${outcome}`]);
      expect(failures({ microphone: { outcome, label: "", peak: 0 } })).toEqual([`MICROPHONE_${outcome}`]);
    }
    expect(failures({ microphone: { outcome: "NOT_HEARD", label: "", peak: 1 } })).toEqual(["MICROPHONE_SILENT"]);
    expect(failures({ loudspeaker: { outcome: "NOT_HEARD" } })).toEqual(["LOUDSPEAKER_NOT_HEARD"]);
    for (const outcome of ["REFUSED", "NOT_MONITOR", "SURFACE_UNKNOWN", "STOPPED", "UNSUPPORTED"] as const)
      expect(failures({ screen: { outcome, surface: "" } })).toEqual([`SCREEN_${outcome}`]);
    const network = { isReached: true, roundTripMs: 401, downKbps: 999, upKbps: 599 };
    expect(failures({ network })).toEqual(["NETWORK_SLOW_ANSWER", "NETWORK_SLOW_UP", "NETWORK_SLOW_DOWN"]);
    expect(failures({ network: { isReached: false, roundTripMs: 0, downKbps: 0, upKbps: 0 } })).toEqual([
      "NETWORK_NOT_REACHED",
    ]);
    expect(failures({ media: { hasPicture: true, hasSound: false, ms: 0 } })).toEqual(["MEDIA_NOT_REACHED"]);
    expect(failures({ media: { hasPicture: false, hasSound: true, ms: 0 } })).toEqual(["MEDIA_NOT_REACHED"]);
    expect(failures({ saving: { isOnDevice: true, isOnServer: false, ms: 0 } })).toEqual(["SAVING_FAILED"]);
    expect(failures({ saving: { isOnDevice: false, isOnServer: true, ms: 0 } })).toEqual(["SAVING_FAILED"]);
  });
});

test("[TECH-4] whoever asks for the result too early is told which parts are left, a failed one not among them", () => {
  const { camera: _camera, screen: _screen, ...most } = good;
  expect(partsLeft(most)).toEqual(["camera", "screen"]);
  expect(partsLeft({ ...good, camera: { outcome: "REFUSED", label: "" } })).toEqual([]);
});
