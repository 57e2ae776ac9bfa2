import { useEffect, useRef, useState } from "react";

/** A track that stops with the page; `onLost` is called when it ends by itself. */
export function useTrack(
  onLost: () => void,
): [MediaStreamTrack | undefined, (track: MediaStreamTrack | undefined) => void] {
  const [track, setTrack] = useState<MediaStreamTrack>();
  const lost = useRef(onLost);
  // The latest owner is told.
  useEffect(() => {
    lost.current = onLost;
  });
  // A device is held as long as it is shown, no longer.
  useEffect(() => {
    if (!track) return;
    const tell = (): void => {
      setTrack(undefined);
      lost.current();
    };
    track.addEventListener("ended", tell);
    return () => {
      track.removeEventListener("ended", tell);
      track.stop();
    };
  }, [track]);
  return [track, setTrack];
}
