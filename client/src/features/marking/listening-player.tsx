import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { listeningVoice, type ListeningView } from "#shared/protocol/listening.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { Button, Notice, SelectField, Skeleton } from "#client/ui/index.ts";
import styles from "./listening.module.css";

const jumpSeconds = 10;
const speeds = [0.75, 1, 1.25, 1.5] as const;
// Two voices further apart than this are heard as an echo or an interruption that was none.
const driftSeconds = 0.12;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Several voices on one clock: they begin, jump and change speed together. */
export function ListeningPlayer({ taskId, view }: { readonly taskId: string; readonly view: ListeningView }): ReactNode {
  const t = useT();
  const sounds = useVoices(taskId, view.voices.length);
  const box = useRef<HTMLDivElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  const length = view.durationMs / 1000;
  const all = (): HTMLAudioElement[] => [...(box.current?.querySelectorAll("audio") ?? [])];

  const seek = (seconds: number): void => {
    const to = Math.max(0, Math.min(length, seconds));
    for (const sound of all()) sound.currentTime = to;
    setAt(to);
  };
  const toggle = (): void => {
    if (isPlaying) for (const sound of all()) sound.pause();
    else void Promise.allSettled(all().map((sound) => sound.play()));
    setPlaying(!isPlaying);
  };

  // The longest voice is the clock; the others are brought back to it when they stray.
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const playing = [...(box.current?.querySelectorAll("audio") ?? [])];
      const lead = playing.toSorted((a, b) => b.duration - a.duration)[0];
      if (!lead) return;
      setAt(lead.currentTime);
      if (lead.ended) return setPlaying(false);
      for (const sound of playing)
        if (!sound.ended && Math.abs(sound.currentTime - lead.currentTime) > driftSeconds) sound.currentTime = lead.currentTime;
    }, 250);
    return () => clearInterval(timer);
  }, [isPlaying]);

  // A new speed is taken up by voices that arrive later too.
  useEffect(() => {
    for (const sound of box.current?.querySelectorAll("audio") ?? []) sound.playbackRate = speed;
  }, [speed, sounds]);

  const nextTurn = view.voices.find(({ speaker }) => speaker === "EVALUATED")?.speech.find(([from]) => from / 1000 > at + 0.5);
  if (sounds === "failed")
    return (
      <Notice tone="attention" title={t("marking.soundFailed")} actions={<Button onClick={() => location.reload()}>{t("common.retry")}</Button>} />
    );
  if (sounds === undefined) return <Skeleton label={t("common.loading")} look="card" />;
  return (
    <section className="stack" aria-label={t("marking.player")}>
      <div ref={box} hidden>
        {sounds.map((source) => (
          <audio key={source} src={source} preload="auto" />
        ))}
      </div>
      <div className={styles.controls}>
        <Button variant="primary" onClick={toggle}>
          {t(isPlaying ? "marking.pause" : "marking.play")}
        </Button>
        <Button onClick={() => seek(at - jumpSeconds)}>{t("marking.back10")}</Button>
        <Button onClick={() => seek(at + jumpSeconds)}>{t("marking.forward10")}</Button>
        <Button disabled={!nextTurn} onClick={() => nextTurn && seek(nextTurn[0] / 1000)}>
          {t("marking.nextTurn")}
        </Button>
        <SelectField
          label={t("marking.speed")}
          value={String(speed)}
          onChange={(value) => setSpeed(Number(value))}
          options={speeds.map((value) => ({ value: String(value), label: `× ${value.toLocaleString("fr-CA")}` }))}
        />
        <span className="numbers">{`${clock(at)} / ${clock(length)}`}</span>
      </div>
      <input
        type="range"
        className={styles.position ?? ""}
        min={0}
        max={Math.max(1, Math.floor(length))}
        value={Math.floor(at)}
        aria-label={t("marking.positionLabel")}
        aria-valuetext={clock(at)}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <ul className={styles.lanes}>
        {view.voices.map(({ speaker, number, speech, isDamaged }) => (
          <li key={`${speaker}${number}`} className={styles.lane}>
            <span>{t(`marking.speaker.${speaker}`, { number })}</span>
            <svg className={styles.turns} viewBox={`0 0 ${Math.max(1, view.durationMs)} 10`} preserveAspectRatio="none" aria-hidden="true">
              {speech.map(([from, to]) => (
                <rect key={from} x={from} width={Math.max(1, to - from)} y={1} height={8} />
              ))}
              <rect className={styles.now} x={at * 1000} width={Math.max(1, view.durationMs / 400)} y={0} height={10} />
            </svg>
            {isDamaged && <span className="small">{t("marking.damaged")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each voice as an address in this page; nothing is kept when the page is left. */
function useVoices(taskId: string, count: number): readonly string[] | "failed" | undefined {
  const [found, setFound] = useState<readonly string[] | "failed">();
  const indexes = useMemo(() => Array.from({ length: count }, (_, index) => index), [count]);
  // The files live as long as the page shows them.
  useEffect(() => {
    const made: string[] = [];
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(120_000)]);
    Promise.all(indexes.map((index) => call(listeningVoice, { params: { taskId, index } }, { signal }))).then(
      (sounds) => {
        if (gone.signal.aborted) return;
        made.push(...sounds.map((sound) => (sound instanceof Blob ? URL.createObjectURL(sound) : "")));
        setFound(made);
      },
      () => gone.signal.aborted || setFound("failed"),
    );
    return () => {
      gone.abort();
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [taskId, indexes]);
  return found;
}
