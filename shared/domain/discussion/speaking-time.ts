/**
 * How long each person of a discussion spoke, in turns. It helps advisers to share out the floor; nothing of it is ever
 * scored (O1 is judged by ear), and no candidate sees it.
 */

/** A stretch of speech; pieces of one stretch touch each other. */
export interface SpeechFact {
  readonly person: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SpeakingTime {
  readonly person: string;
  readonly ms: number;
  /** Of all that was said, 0 to 1; 0 while nobody has spoken. */
  readonly share: number;
  readonly turns: number;
  readonly longestTurnMs: number;
  /** While somebody else spoke too; it counts for both. */
  readonly overlapMs: number;
  readonly interruptionsMade: number;
  readonly interruptionsReceived: number;
  readonly lastSpokeMs: number | null;
}

/** A pause this short, in which nobody else begins, does not end a turn. */
const breathMs = 2_000;
/** Whoever has spoken this long holds the floor; whoever begins then and makes them stop this soon has interrupted. */
const heldMs = 1_000;
const yieldsWithinMs = 2_000;

export function speakingTimes(facts: readonly SpeechFact[], people: readonly string[]): SpeakingTime[] {
  const stretches = joinPieces(facts.filter(({ person }) => people.includes(person)));
  const totalMs = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const interruptions = interruptionsIn(stretches);
  return people.map((person) => {
    const own = stretches.filter((stretch) => stretch.person === person);
    const others = stretches.filter((stretch) => stretch.person !== person);
    const turns = turnsOf(own, others);
    const ms = own.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return {
      person,
      ms,
      share: totalMs === 0 ? 0 : ms / totalMs,
      turns: turns.length,
      longestTurnMs: Math.max(0, ...turns.map(({ fromMs, toMs }) => toMs - fromMs)),
      overlapMs: own.reduce((sum, stretch) => sum + coveredMs(stretch, others), 0),
      interruptionsMade: interruptions.filter(({ by }) => by === person).length,
      interruptionsReceived: interruptions.filter(({ of }) => of === person).length,
      lastSpokeMs: own.at(-1)?.toMs ?? null,
    };
  });
}

/** 0 when everybody spoke as long, towards 1 when one person spoke alone. */
export function giniOf(times: readonly { readonly ms: number }[]): number {
  const sum = times.reduce((total, { ms }) => total + ms, 0);
  if (sum === 0) return 0;
  const gaps = times.flatMap((a) => times.map((b) => Math.abs(a.ms - b.ms))).reduce((total, gap) => total + gap, 0);
  return gaps / (2 * times.length * sum);
}

/** Half of an equal share is offered to everybody: whoever has had less is to be given the floor. */
export const floorShare = (people: number): number => 0.5 / people;
/** Shares of the first minute say nothing. */
const enoughMs = 60_000;
/** After this silence an adviser is told so. */
export const quietAfterMs = 4 * 60_000;

export type SpeakingHint =
  | { readonly person: string; readonly kind: "QUIET"; readonly minutes: number }
  | { readonly person: string; readonly kind: "BELOW_FLOOR" };

/** What is gently said to advisers while the free discussion lasts, and to nobody else. The longest silence first. */
export function speakingHints(
  times: readonly SpeakingTime[],
  { freeSinceMs, nowMs, absent }: { freeSinceMs: number; nowMs: number; absent: ReadonlySet<string> },
): SpeakingHint[] {
  const silentMs = ({ lastSpokeMs }: SpeakingTime): number => nowMs - Math.max(freeSinceMs, lastSpokeMs ?? 0);
  const here = times.filter(({ person }) => !absent.has(person)).toSorted((a, b) => silentMs(b) - silentMs(a));
  const saidMs = times.reduce((sum, { ms }) => sum + ms, 0);
  return here.flatMap((time): SpeakingHint[] => {
    const { person } = time;
    if (silentMs(time) >= quietAfterMs)
      return [{ person, kind: "QUIET", minutes: Math.floor(silentMs(time) / 60_000) }];
    if (saidMs >= enoughMs && time.share < floorShare(times.length)) return [{ person, kind: "BELOW_FLOOR" }];
    return [];
  });
}

/** Pieces that touch are one stretch again; what two nodes wrote of the same moment counts once. */
function joinPieces(facts: readonly SpeechFact[]): SpeechFact[] {
  const joined = [...Map.groupBy(facts, ({ person }) => person).values()].flatMap((own) => {
    const stretches: SpeechFact[] = [];
    for (const fact of own.toSorted((a, b) => a.fromMs - b.fromMs)) {
      const last = stretches.at(-1);
      if (last && fact.fromMs <= last.toMs)
        stretches[stretches.length - 1] = { ...last, toMs: Math.max(last.toMs, fact.toMs) };
      else stretches.push(fact);
    }
    return stretches;
  });
  return joined.toSorted((a, b) => a.fromMs - b.fromMs);
}

function turnsOf(own: readonly SpeechFact[], others: readonly SpeechFact[]): SpeechFact[] {
  const turns: SpeechFact[] = [];
  for (const stretch of own) {
    const last = turns.at(-1);
    const isBreath =
      last !== undefined &&
      stretch.fromMs - last.toMs < breathMs &&
      !others.some(({ fromMs }) => fromMs >= last.toMs && fromMs < stretch.fromMs);
    if (isBreath) turns[turns.length - 1] = { ...last, toMs: stretch.toMs };
    else turns.push(stretch);
  }
  return turns;
}

function coveredMs({ fromMs, toMs }: SpeechFact, others: readonly SpeechFact[]): number {
  let covered = 0;
  let reached = fromMs;
  for (const other of others) {
    const from = Math.max(reached, other.fromMs);
    const to = Math.min(toMs, other.toMs);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return covered;
}

/** Somebody begins while another holds the floor, the other one stops soon, and they themselves go on. */
function interruptionsIn(stretches: readonly SpeechFact[]): { readonly by: string; readonly of: string }[] {
  return stretches.flatMap((by) =>
    stretches
      .filter(
        (of) =>
          of.person !== by.person &&
          by.fromMs - of.fromMs >= heldMs &&
          of.toMs > by.fromMs &&
          of.toMs - by.fromMs <= yieldsWithinMs &&
          by.toMs > of.toMs,
      )
      .map((of) => ({ by: by.person, of: of.person })),
  );
}
