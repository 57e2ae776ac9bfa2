import { surfaceOutcome } from "#shared/domain/rooms/supervision.ts";

// Hints that not every browser's types know yet; the track's own setting is what counts.
const displayOptions = {
  video: { frameRate: 5 },
  audio: false,
  monitorTypeSurfaces: "include",
  surfaceSwitching: "exclude",
  selfBrowserSurface: "exclude",
} as DisplayMediaStreamOptions;

export type ScreenFailure = "UNSUPPORTED" | "REFUSED" | "NOT_MONITOR" | "SURFACE_UNKNOWN" | "STOPPED";

/** Nothing where the browser does not name it (Firefox). */
export const surfaceOf = (track: MediaStreamTrack): string => track.getSettings().displaySurface ?? "";

/** What the person chose to share; the browser asks them each time, and only after a press of theirs. */
export async function openScreen(): Promise<MediaStreamTrack | ScreenFailure> {
  if (!("mediaDevices" in navigator) || !("getDisplayMedia" in navigator.mediaDevices)) return "UNSUPPORTED";
  try {
    const shared = await navigator.mediaDevices.getDisplayMedia(displayOptions);
    return shared.getVideoTracks()[0] ?? "REFUSED";
  } catch {
    return "REFUSED";
  }
}

/** As `openScreen`, for the exam: what is not known to be the whole screen is given back at once. */
export async function openWholeScreen(): Promise<MediaStreamTrack | ScreenFailure> {
  const opened = await openScreen();
  if (typeof opened === "string") return opened;
  const outcome = surfaceOutcome(surfaceOf(opened));
  if (outcome === "OK") return opened;
  opened.stop();
  return outcome;
}
