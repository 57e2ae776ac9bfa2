import { useSyncExternalStore } from "react";

/** Full screen is asked for and never forced: a page that leaves it stays as it is. */

export const canFullScreen = (): boolean => document.fullscreenEnabled;

export const enterFullScreen = (): Promise<void> =>
  document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => undefined);

const subscribe = (onChange: () => void): (() => void) => {
  document.addEventListener("fullscreenchange", onChange);
  return () => document.removeEventListener("fullscreenchange", onChange);
};

export const useIsFullScreen = (): boolean => useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);

// Another window takes the focus a moment before or after the browser ends full screen: then that is what happened.
const togetherMs = 700;

export interface FullScreenWatch {
  readonly stop: () => void;
  readonly forget: () => void;
}

export function watchFullScreen(onLeft: () => void): FullScreenWatch {
  let wasFull = document.fullscreenElement !== null;
  let telling: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => clearTimeout(telling);
  const stop = subscribe(() => {
    const isFull = document.fullscreenElement !== null;
    forget();
    if (wasFull && !isFull)
      telling = setTimeout(() => document.visibilityState === "visible" && document.hasFocus() && onLeft(), togetherMs);
    wasFull = isFull;
  });
  return {
    forget,
    stop: () => {
      forget();
      stop();
    },
  };
}
