/**
 * How well a voice arrives now. The worker's own score is an average of the last twenty-four reports of a sender: of a
 * camera half a minute, of a microphone, which reports each five seconds, two minutes. A line that has long been good again
 * would go on being called weak for the sake of a voice; so a voice is judged by what arrived of it in the last ten seconds.
 */

/** What a source has sent so far, as the worker counts it. */
export interface Arrived {
  readonly received: number;
  readonly lost: number;
}

/** One look a second. */
const looksBack = 10;
/** Fewer packets than these are lost by chance: whoever is silent sends two or three a second. */
const fewestLost = 4;

/** Looks without one new packet before a source is said to stand still. */
const stillLooks = 2;
/** What a gap lost is counted in the next report, which comes within these looks if it comes at all. */
const reportLooks = 6;

export interface Heard {
  readonly looks: readonly Arrived[];
  /** How many of them, the newest, are judged. */
  readonly judged: number;
  /** Looks for which the report of a gap is waited for. */
  readonly reportIn: number;
}

/** A source that was paused begins anew. */
export const nothingHeard: Heard = { looks: [], judged: 0, reportIn: 0 };

/** One that stood still and flows again begins anew as well, with the report of that gap: what it lost says nothing of now. */
export function hear({ looks, judged, reportIn }: Heard, now: Arrived): Heard {
  const next = [...looks, now].slice(-looksBack - 1);
  const last = looks.at(-1);
  const stoodStill = last !== undefined && looks.at(-1 - stillLooks)?.received === last.received;
  if (stoodStill && last.received > 0 && now.received > last.received) return { looks: next, judged: 1, reportIn: reportLooks };
  if (reportIn > 0) return { looks: next, judged: 1, reportIn: now.lost === last?.lost ? reportIn - 1 : 0 };
  return { looks: next, judged: Math.min(judged + 1, next.length), reportIn: 0 };
}

/** 0 to 10, as the worker scores a source; undefined while nothing has arrived that would tell. */
export function voiceScore({ looks, judged }: Heard): number | undefined {
  const [first, last] = [looks.at(-judged), looks.at(-1)];
  if (!first || !last || first === last) return undefined;
  const received = last.received - first.received;
  // What was taken for lost and came late is taken back.
  const lost = Math.max(0, last.lost - first.lost);
  if (received <= 0) return lost >= fewestLost ? 0 : undefined;
  return lost < fewestLost ? 10 : Math.round(10 * (received / (received + lost)) ** 4);
}
