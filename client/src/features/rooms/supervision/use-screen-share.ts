import { useCallback, useEffect, useRef, useState } from "react";
import { openWholeScreen, type ScreenFailure } from "../media/open-screen.ts";

export type ScreenShare =
  | { readonly status: "off" | "asking" }
  | { readonly status: "on"; readonly track: MediaStreamTrack }
  | { readonly status: "failed"; readonly failure: ScreenFailure };

export interface ScreenControls {
  readonly screen: ScreenShare;
  /** Needs a press of the person, each time: no browser keeps this permission. */
  readonly share: () => Promise<void>;
}

/**
 * The whole screen, from the press that shares it until the person or the browser ends it, or the page goes. Told each
 * time that a window or a tab is chosen instead.
 */
export function useScreenShare(onWrongSurface: () => void): ScreenControls {
  const [screen, setScreen] = useState<ScreenShare>({ status: "off" });
  const held = useRef<MediaStreamTrack | undefined>(undefined);

  const share = useCallback(async (): Promise<void> => {
    setScreen({ status: "asking" });
    const opened = await openWholeScreen();
    if (opened === "NOT_MONITOR") onWrongSurface();
    if (typeof opened === "string") return setScreen({ status: "failed", failure: opened });
    held.current?.stop();
    held.current = opened;
    opened.addEventListener("ended", () => setScreen({ status: "failed", failure: "STOPPED" }));
    setScreen({ status: "on", track: opened });
  }, [onWrongSurface]);

  // The browser's own sign that a screen is shared goes away with the page's need for it.
  useEffect(
    () => () => {
      held.current?.stop();
      held.current = undefined;
    },
    [],
  );

  return { screen, share };
}
