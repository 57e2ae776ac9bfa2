import { textKey } from "./answer-value.ts";
import { foldOps } from "./replay.ts";
import type { KeptOp } from "./late-effect.ts";
import { patchBetween } from "./text-patch.ts";

/** One operation of the log with its page's own time. */
export interface TimedOp extends KeptOp {
  readonly tMono: number | null;
  readonly isPaused: boolean;
}

/** What changed in the text, and when: `cut` characters after the first `at` gave way to `put`. */
export interface TypedStep {
  readonly atMs: number;
  readonly at: number;
  readonly cut: number;
  readonly put: string;
  /** Arrived while a person had stopped the clock, or after the end. */
  readonly moment: "ORDINARY" | "PAUSED" | "LATE";
}

export interface TypedTimeline {
  readonly steps: readonly TypedStep[];
  /** Operations of a page that no longer held the lease: kept, and no part of this text. */
  readonly aside: number;
}

/**
 * How one text came to be, over all the pages on which it was written, on one clock: the server's. A page counts its
 * own milliseconds; how far its count is behind the server's clock is told by what arrived soonest after it was typed,
 * from then on: a computer that slept counts nothing meanwhile.
 */
export function typedTimeline(log: readonly TimedOp[], key: string = textKey): TypedTimeline {
  const frames = [...Map.groupBy(log, ({ clientId }) => clientId).values()]
    .flatMap((ops) => framesOf(ops.toSorted((a, b) => a.seq - b.seq), key))
    .filter(({ lane }) => lane !== "SUPERSEDED")
    .toSorted((a, b) => a.leaseEpoch - b.leaseEpoch || a.atMs - b.atMs || a.seq - b.seq);
  let text = "";
  let last = 0;
  const steps = frames.map(({ atMs, content, lane, isPaused }): TypedStep => {
    const { at, cut, put } = patchBetween(text, content, () => "");
    text = content;
    // Pages follow one another: none wrote before the one that it took over from.
    last = Math.max(last, atMs);
    return { atMs: last, at, cut, put, moment: lane === "LATE" ? "LATE" : isPaused ? "PAUSED" : "ORDINARY" };
  });
  const aside = log.filter((op) => op.lane === "SUPERSEDED" && op.key === key).length;
  return { steps: steps.filter(({ cut, put }) => cut > 0 || put !== ""), aside };
}

interface TextFrame {
  readonly atMs: number;
  readonly seq: number;
  readonly leaseEpoch: number;
  readonly lane: TimedOp["lane"];
  readonly isPaused: boolean;
  readonly content: string;
}

function framesOf(ops: readonly TimedOp[], key: string): TextFrame[] {
  const times = timesOf(ops);
  const folded = foldOps(new Map(), ops);
  if (!folded.ok) throw new Error(`A page's log breaks at ${folded.error}.`);
  return folded.value.flatMap(({ seq, leaseEpoch, lane, isPaused, content, ...op }, place) =>
    op.key === key
      ? [{ atMs: times[place] ?? 0, seq, leaseEpoch, lane, isPaused, content: typeof content === "string" ? content : "" }]
      : [],
  );
}

/** By the server's clock. Nothing arrives before it was typed, so the smallest lag of all that follows is the page's own. */
function timesOf(ops: readonly TimedOp[]): number[] {
  const times: number[] = [];
  let lag = Infinity;
  for (const { tMono, receivedAt } of ops.toReversed()) {
    const received = receivedAt.getTime();
    if (tMono !== null) lag = Math.min(lag, received - tMono);
    times.push(tMono === null ? received : tMono + lag);
  }
  return times.toReversed();
}

/** The text after so many steps. */
export function textAfter(steps: readonly Pick<TypedStep, "at" | "cut" | "put">[], count: number): string {
  let text = "";
  for (const { at, cut, put } of steps.slice(0, count)) text = text.slice(0, at) + put + text.slice(at + cut);
  return text;
}
