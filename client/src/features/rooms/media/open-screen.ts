import { isWholeScreen } from "#shared/domain/rooms/supervision.ts";

// Hints that not every browser's types know yet; the track's own setting is what counts.
const displayOptions = {
  video: { frameRate: 5 },
  audio: false,
  monitorTypeSurfaces: "include",
  surfaceSwitching: "exclude",
  selfBrowserSurface: "exclude",
} as DisplayMediaStreamOptions;

export type ScreenFailure = "UNSUPPORTED" | "REFUSED" | "NOT_MONITOR" | "STOPPED";

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

/** As `openScreen`, for the exam: anything less than the whole screen is given back at once. */
export async function openWholeScreen(): Promise<MediaStreamTrack | ScreenFailure> {
  const opened = await openScreen();
  if (typeof opened === "string" || isWholeScreen(surfaceOf(opened))) return opened;
  opened.stop();
  return "NOT_MONITOR";
}
