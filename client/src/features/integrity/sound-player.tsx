import { useRef, type ReactNode, type SyntheticEvent } from "react";
import styles from "./incidents.module.css";

/** The browser's own player. What a browser records does not say how long it is: going to its end once finds out. */
export function SoundPlayer({ src, label }: { readonly src: string; readonly label: string }): ReactNode {
  const isMeasured = useRef(false);
  const measure = ({ currentTarget: audio }: SyntheticEvent<HTMLAudioElement>): void => {
    isMeasured.current = audio.duration === Number.POSITIVE_INFINITY;
    if (isMeasured.current) audio.currentTime = Number.MAX_SAFE_INTEGER;
  };
  const rewind = ({ currentTarget: audio }: SyntheticEvent<HTMLAudioElement>): void => {
    if (!isMeasured.current || !Number.isFinite(audio.duration)) return;
    isMeasured.current = false;
    audio.currentTime = 0;
  };
  return (
    <audio controls src={src} aria-label={label} className={styles.player} onLoadedMetadata={measure} onDurationChange={rewind} />
  );
}
