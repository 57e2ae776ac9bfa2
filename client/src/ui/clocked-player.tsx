import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import styles from "./clocked-player.module.css";
import { SelectField } from "./field.tsx";
import { isSilentKey } from "./letter-keys.tsx";

export interface PlayedTrack {
  readonly key: string;
  readonly label: string;
  /** The address of its sound; of its picture where there is one. */
  readonly sound: string;
  readonly picture?: string | undefined;
  /** When somebody is heard in it, in milliseconds. */
  readonly speech: readonly (readonly [number, number])[];
  /** Said beside it: what is wrong with it. */
  readonly note?: string | undefined;
}

export interface PlayedMoment {
  readonly atMs: number;
  readonly label: string;
  /** What stands beside its time, where it is more than its label. */
  readonly content?: ReactNode;
  readonly key?: string;
}

export interface ClockedPlayerProps {
  readonly tracks: readonly PlayedTrack[];
  /** Whose turns are jumped to until somebody else is chosen; the first track by default. */
  readonly leadKey?: string | undefined;
  readonly durationMs: number;
  readonly moments?: readonly PlayedMoment[];
  /** Given: a moment can be marked where the player is, by its button and by the key C. */
  readonly onMark?: ((atMs: number) => void) | undefined;
  /** The part of the page in which its keys count; the player itself by default. */
  readonly keysIn?: RefObject<HTMLElement | null> | undefined;
  readonly locale: string;
  readonly words: {
    readonly player: string;
    readonly play: string;
    readonly pause: string;
    readonly back: string;
    readonly forward: string;
    readonly previousTurn: string;
    readonly nextTurn: string;
    readonly turnsOf: string;
    readonly speed: string;
    readonly position: string;
    readonly keys: string;
    readonly moments: string;
    /** The button that marks a moment. */
    readonly mark?: string;
  };
}

const jumpSeconds = 10;
const speeds = [0.75, 1, 1.25, 1.5] as const;
// Two voices further apart than this are heard as an echo or an interruption that was none.
const driftSeconds = 0.12;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** Several sounds and pictures on one clock: they begin, jump and change speed together. */
export function ClockedPlayer({ tracks, leadKey, durationMs, moments = [], onMark, keysIn, locale, words }: ClockedPlayerProps): ReactNode {
  const box = useRef<HTMLElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  const [lead, setLead] = useState(leadKey ?? tracks[0]?.key ?? "");
  const length = durationMs / 1000;
  const all = (): HTMLMediaElement[] => [...(box.current?.querySelectorAll<HTMLMediaElement>("audio, video") ?? [])];

  const seek = (seconds: number): void => {
    const to = Math.max(0, Math.min(length, seconds));
    for (const media of all()) {
      media.currentTime = to;
      // A voice that had ended before the others stands still until it is asked to play again.
      if (isPlaying && media.paused) void media.play().catch(() => undefined);
    }
    setAt(to);
  };
  const toggle = (): void => {
    if (isPlaying) for (const media of all()) media.pause();
    else void Promise.allSettled(all().map((media) => media.play()));
    setPlaying(!isPlaying);
  };

  // The longest sound is the clock; the others are brought back to it when they stray.
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const playing = [...(box.current?.querySelectorAll<HTMLMediaElement>("audio, video") ?? [])];
      const lead = playing.filter((media) => media instanceof HTMLAudioElement).toSorted((a, b) => b.duration - a.duration)[0];
      if (!lead) return;
      setAt(lead.currentTime);
      if (lead.ended) return setPlaying(false);
      for (const media of playing)
        if (!media.ended && Math.abs(media.currentTime - lead.currentTime) > driftSeconds) media.currentTime = lead.currentTime;
    }, 250);
    return () => clearInterval(timer);
  }, [isPlaying]);

  // A new speed is taken up by what arrives later too.
  useEffect(() => {
    for (const media of box.current?.querySelectorAll<HTMLMediaElement>("audio, video") ?? []) media.playbackRate = speed;
  }, [speed, tracks]);

  const turns = tracks.find(({ key }) => key === lead)?.speech ?? [];
  const next = turns.find(([from]) => from / 1000 > at + 0.5);
  const previous = turns.findLast(([from]) => from / 1000 < at - 1.5);
  const acts: Readonly<Record<string, () => void>> = {
    k: toggle,
    j: () => seek(at - jumpSeconds),
    l: () => seek(at + jumpSeconds),
    n: () => next && seek(next[0] / 1000),
    p: () => previous && seek(previous[0] / 1000),
    ...(onMark ? { c: () => onMark(Math.round(at * 1000)) } : {}),
  };
  // Letters count only while the focus is in the player: elsewhere they are somebody's writing.
  useEffect(() => {
    const section = keysIn?.current ?? box.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = acts[event.key.toLowerCase()];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || hasOwnKeys(event.target) || isSilentKey(event.key)) return;
      event.preventDefault();
      act();
    };
    section?.addEventListener("keydown", onKeyDown);
    return () => section?.removeEventListener("keydown", onKeyDown);
  });

  return (
    <section ref={box} className={classNames("stack", styles.player)} aria-label={words.player}>
      <div hidden>
        {tracks.map(({ key, sound }) => (
          <audio key={key} src={sound} preload="auto" />
        ))}
      </div>
      {tracks.some(({ picture }) => picture) && (
        <div className={styles.pictures}>
          {tracks.map(({ key, label, picture }) =>
            picture ? <video key={key} className={styles.picture} src={picture} aria-label={label} preload="auto" muted playsInline /> : null,
          )}
        </div>
      )}
      <div className={styles.controls}>
        <Button variant="primary" onClick={toggle}>
          {isPlaying ? words.pause : words.play}
        </Button>
        <Button onClick={() => seek(at - jumpSeconds)}>{words.back}</Button>
        <Button onClick={() => seek(at + jumpSeconds)}>{words.forward}</Button>
        <div className={styles.pace}>
          <SelectField
            label={words.speed}
            value={String(speed)}
            onChange={(value) => setSpeed(Number(value))}
            options={speeds.map((value) => ({ value: String(value), label: `× ${value.toLocaleString(locale)}` }))}
          />
          <span className={classNames("numbers", styles.clock)}>{`${clock(at)} / ${clock(length)}`}</span>
        </div>
      </div>
      <div className={styles.turnControls}>
        {tracks.length > 1 && (
          <SelectField
            label={words.turnsOf}
            value={lead}
            onChange={setLead}
            options={tracks.map(({ key, label }) => ({ value: key, label }))}
          />
        )}
        <Button disabled={!previous} onClick={() => acts["p"]?.()}>
          {words.previousTurn}
        </Button>
        <Button disabled={!next} onClick={() => acts["n"]?.()}>
          {words.nextTurn}
        </Button>
        {onMark && <Button onClick={() => acts["c"]?.()}>{words.mark}</Button>}
      </div>
      <input
        type="range"
        className={styles.position ?? ""}
        min={0}
        max={Math.max(1, Math.floor(length))}
        value={Math.floor(at)}
        aria-label={words.position}
        aria-valuetext={clock(at)}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <ul className={styles.lanes}>
        {tracks.map(({ key, label, speech, note }) => (
          <li key={key} className={styles.lane}>
            <span>{label}</span>
            <svg className={styles.turns} viewBox={`0 0 ${Math.max(1, durationMs)} 10`} preserveAspectRatio="none" aria-hidden="true">
              {speech.map(([from, to]) => (
                <rect key={from} x={from} width={Math.max(1, to - from)} y={1} height={8} />
              ))}
              <rect className={styles.now} x={at * 1000} width={Math.max(1, durationMs / 400)} y={0} height={10} />
            </svg>
            {note && <span className="small">{note}</span>}
          </li>
        ))}
      </ul>
      <p className="quiet small">{words.keys}</p>
      {moments.length > 0 && (
        <section className="stack" aria-label={words.moments}>
          <h3>{words.moments}</h3>
          <ol className={styles.lanes}>
            {moments.map(({ atMs, label, content, key }, index) => (
              <li key={key ?? `${atMs}-${index}`} className={styles.moment}>
                <Button size="small" aria-label={`${clock(atMs / 1000)} ${label}`} onClick={() => seek(atMs / 1000)}>
                  {clock(atMs / 1000)}
                </Button>
                {content ?? <span className={styles.said}>{label}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </section>
  );
}
