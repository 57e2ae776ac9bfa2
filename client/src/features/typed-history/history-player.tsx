import { useMemo, useState, type ReactNode } from "react";
import { textAfter } from "#shared/domain/answers/typed-timeline.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { wordCount } from "#shared/domain/writing/word-count.ts";
import type { BlindHistoryView, TypedHistoryView } from "#shared/protocol/typed-history.ts";
import { useT } from "#client/app/i18n.tsx";
import { Badge, Button, Checkbox, SelectField, VisuallyHidden } from "#client/ui/index.ts";
import { HistoryFacts } from "./history-facts.tsx";
import { clockOf, silencesOf } from "./moments.ts";
import { speeds, usePlayback } from "./use-playback.ts";
import { usePlayerKeys } from "./use-player-keys.ts";
import styles from "./history-player.module.css";

export interface HistoryPlayerProps {
  readonly history: BlindHistoryView;
  /** Facts of the record on the same clock; a marker has none. */
  readonly events?: TypedHistoryView["events"];
}

/** How a text came to be: played, stepped through, or gone to fact by fact. */
export function HistoryPlayer({ history: { language, steps, durationMs }, events = [] }: HistoryPlayerProps): ReactNode {
  const t = useT();
  const playback = usePlayback(steps);
  const { count, isPlaying, speed } = playback;
  const silences = useMemo(() => silencesOf(steps), [steps]);
  const text = useMemo(() => textAfter(steps, count), [steps, count]);
  const atMs = steps[count - 1]?.atMs ?? 0;
  const words = wordCount(text);
  // Said when somebody stops or steps, never while it plays.
  const [said, setSaid] = useState("");
  const say = (to: number): void =>
    setSaid(t("history.at", { time: clockOf(steps[to - 1]?.atMs ?? 0), count: wordCount(textAfter(steps, to)) }));
  const go = (to: number): void => {
    const place = Math.max(0, Math.min(steps.length, to));
    playback.go(place);
    say(place);
  };
  const toggle = (): void => {
    playback.toggle();
    if (isPlaying) say(count);
  };
  const turn = (by: number): void =>
    playback.setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, speeds.findIndex((one) => one === speed) + by))] ?? 1);
  usePlayerKeys({
    " ": toggle,
    ArrowLeft: () => go(count - 1),
    ArrowRight: () => go(count + 1),
    Home: () => go(0),
    End: () => go(steps.length),
    "+": () => turn(1),
    "-": () => turn(-1),
  });
  return (
    <section className="stack" aria-label={t("history.player")}>
      <div className={styles.controls}>
        <Button variant="primary" onClick={toggle}>
          {t(isPlaying ? "history.pause" : "history.play")}
        </Button>
        <Button disabled={count === 0} onClick={() => go(count - 1)}>
          {t("history.back")}
        </Button>
        <Button disabled={count === steps.length} onClick={() => go(count + 1)}>
          {t("history.forward")}
        </Button>
        <SelectField
          label={t("history.speed")}
          value={String(speed)}
          onChange={(value) => playback.setSpeed(Number(value))}
          options={speeds.map((value) => ({ value: String(value), label: `× ${value}` }))}
        />
        <Checkbox
          label={t("history.skipSilences")}
          isChecked={playback.skipsSilences}
          onChange={playback.setSkipsSilences}
        />
      </div>
      <div className={styles.line}>
        <input
          type="range"
          className={styles.position ?? ""}
          min={0}
          max={durationMs}
          step={1_000}
          value={atMs}
          aria-label={t("history.position")}
          aria-valuetext={t("history.at", { time: clockOf(atMs), count: words })}
          onChange={(event) => playback.goTo(Number(event.target.value))}
        />
        <Ticks history={{ steps, durationMs }} silences={silences} events={events} />
      </div>
      <p className="row">
        <span className="numbers">{t("history.atOf", { time: clockOf(atMs), length: clockOf(durationMs), count: words })}</span>
        {moments(steps[count - 1]?.moment, t)}
      </p>
      <p className="quiet small">{t("history.keys")}</p>
      <div role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </div>
      <div className={styles.desk}>
        <TextNow text={text} lang={languageTag(language)} step={steps[count - 1]} />
        <HistoryFacts
          events={events}
          silences={silences}
          onGo={(moment) => go(steps.filter((step) => step.atMs <= moment).length)}
        />
      </div>
    </section>
  );
}

type Step = BlindHistoryView["steps"][number];

const moments = (moment: Step["moment"] | undefined, t: ReturnType<typeof useT>): ReactNode =>
  moment === "PAUSED" || moment === "LATE" ? <Badge tone="attention">{t(`history.moment_${moment}`)}</Badge> : null;

/** The text as it stood, with what the last step put there; where it only took away, a line shows the place. */
function TextNow({ text, lang, step }: { readonly text: string; readonly lang: string; readonly step: Step | undefined }): ReactNode {
  const t = useT();
  if (!step || text === "")
    return (
      <div className={styles.text} role="region" aria-label={t("history.text")}>
        <span className="quiet">{t("history.empty")}</span>
      </div>
    );
  const end = step.at + step.put.length;
  return (
    <div className={`${styles.text} exam-text`} role="region" aria-label={t("history.text")}>
      {/* The text alone: the name of the region is the page’s. */}
      <span lang={lang}>
        {text.slice(0, step.at)}
        {step.put === "" ? <span className={styles.place} /> : <mark className={styles.fresh}>{step.put}</mark>}
        {text.slice(end)}
      </span>
    </div>
  );
}

/** When there was typing, silence and a fact: the list beside it says the same in words. */
function Ticks({
  history: { steps, durationMs },
  silences,
  events,
}: {
  readonly history: Pick<BlindHistoryView, "steps" | "durationMs">;
  readonly silences: ReturnType<typeof silencesOf>;
  readonly events: TypedHistoryView["events"];
}): ReactNode {
  const width = Math.max(1, durationMs);
  const thin = width / 600;
  return (
    <svg className={styles.ticks} viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" aria-hidden="true">
      {silences.map(({ fromMs, toMs }) => (
        <rect key={fromMs} className={styles.silence} x={fromMs} width={toMs - fromMs} y={6} height={4} />
      ))}
      {steps.map(({ atMs }, place) => (
        // A history is never reordered: the place of a step is its identity.
        <rect key={`${atMs}-${place}`} x={atMs} width={thin} y={4} height={8} />
      ))}
      {events.map(({ atMs, observation }) => (
        <rect key={observation.observationId} className={styles.event} x={atMs} width={thin * 2} y={0} height={16} />
      ))}
    </svg>
  );
}
