import type { Activity } from "../sitting/run-machine.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { sha256Hex } from "../../kernel/sha256.ts";
import { flagsKey, highlightsKey, notesKey, textKey, type AnswerValue } from "./answer-value.ts";
import { foldOps, type LoggedOp } from "./replay.ts";
import type { Digest } from "./text-patch.ts";

/** One operation of a run's log with where it was kept. */
export interface KeptOp extends LoggedOp {
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly lane: "MAIN" | "SUPERSEDED" | "LATE";
  readonly receivedAt: Date;
}

/** What counts for a key, and under which lease and number it came. */
export interface Standing {
  readonly key: string;
  readonly value: AnswerValue;
  readonly leaseEpoch: number;
  readonly seq: number;
}

/** The last number of each page that a person has already decided on. */
export type Reach = Readonly<Record<string, number>>;

/** What one key would hold if what came late counted. */
export interface LateChange {
  readonly key: string;
  readonly before: AnswerValue;
  readonly after: AnswerValue;
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly seq: number;
  readonly receivedAt: Date;
}

export const isUndecided = (op: KeptOp, decided: Reach): boolean => op.lane === "LATE" && op.seq > (decided[op.clientId] ?? 0);

/**
 * What would change if what came late and was not decided yet counted: by the very rule by which operations count, the
 * newest lease and then the newest number. Nothing of an older page overwrites something newer, however late it came.
 */
export function lateChanges(
  log: readonly KeptOp[],
  standing: readonly Standing[],
  decided: Reach,
  digest: Digest = sha256Hex,
): LateChange[] {
  const newest = new Map<string, LateChange>();
  for (const ops of Map.groupBy(log, ({ clientId }) => clientId).values()) {
    const folded = foldOps(new Map(), ops.toSorted((a, b) => a.seq - b.seq), digest);
    if (!folded.ok) throw new Error(`A page's log breaks at ${folded.error}.`);
    for (const op of folded.value) {
      if (!isUndecided(op, decided)) continue;
      const { key, clientId, leaseEpoch, seq, receivedAt } = op;
      const other = newest.get(key) ?? standing.find((one) => one.key === key);
      if (other && !isNewer(op, other)) continue;
      const before = standing.find((one) => one.key === key)?.value ?? null;
      newest.set(key, { key, before, after: op.content, clientId, leaseEpoch, seq, receivedAt });
    }
  }
  return [...newest.values()]
    .filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

interface Place {
  readonly leaseEpoch: number;
  readonly seq: number;
}
const isNewer = (one: Place, other: Place): boolean =>
  one.leaseEpoch > other.leaseEpoch || (one.leaseEpoch === other.leaseEpoch && one.seq > other.seq);

/** The last number of each page whose late operations a decision taken now covers. */
export function reachOf(log: readonly KeptOp[]): Reach {
  const reach: Record<string, number> = {};
  for (const { lane, clientId, seq } of log) if (lane === "LATE") reach[clientId] = Math.max(seq, reach[clientId] ?? 0);
  return reach;
}

/** Decisions reach as far as the furthest of them. */
export function joinReach(reaches: readonly Reach[]): Reach {
  const joined: Record<string, number> = {};
  for (const reach of reaches)
    for (const [clientId, seq] of Object.entries(reach)) joined[clientId] = Math.max(seq, joined[clientId] ?? 0);
  return joined;
}

/** Notes, flags and highlights are the person's own; answers and the text are judged. */
export function isJudgedKey(activity: Activity, key: string): boolean {
  if (activity === "WRITING") return key === textKey;
  return activity === "READING" && key !== notesKey && key !== flagsKey && key !== highlightsKey;
}
