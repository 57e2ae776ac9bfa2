import { afterEach, expect, test, vi } from "vitest";
import { openWholeScreen } from "./open-screen.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A browser in which the person chose what has these settings; says afterwards whether it was given back. */
function browserThatShares(settings: { readonly displaySurface?: string }) {
  const track = { getSettings: () => settings, stop: vi.fn<() => void>() };
  const getDisplayMedia = () => Promise.resolve({ getVideoTracks: () => [track] });
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia } });
  return track;
}

test("[SUP-7] a whole screen is kept; a window is given back at once", async () => {
  const whole = browserThatShares({ displaySurface: "monitor" });
  expect(await openWholeScreen()).toBe(whole);
  expect(whole.stop).not.toHaveBeenCalled();
  for (const displaySurface of ["window", "browser"]) {
    const part = browserThatShares({ displaySurface });
    expect(await openWholeScreen()).toBe("NOT_MONITOR");
    expect(part.stop).toHaveBeenCalledOnce();
  }
});

test("[SUP-7] a browser that does not tell what is shared is refused as that, and not as a window", async () => {
  const untold = browserThatShares({});
  expect(await openWholeScreen()).toBe("SURFACE_UNKNOWN");
  expect(untold.stop).toHaveBeenCalledOnce();
});

test("[SUP-7] a browser that shares nothing is told from a person who refuses", async () => {
  vi.stubGlobal("navigator", {});
  expect(await openWholeScreen()).toBe("UNSUPPORTED");
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia: () => Promise.reject(new Error("NotAllowedError")) } });
  expect(await openWholeScreen()).toBe("REFUSED");
});
