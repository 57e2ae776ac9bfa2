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

/** Begins as `[]`; a source that was paused begins anew. */
export type Heard = readonly Arrived[];

export const hear = (heard: Heard, now: Arrived): Heard => [...heard, now].slice(-looksBack - 1);

/** 0 to 10, as the worker scores a source; undefined while nothing has arrived that would tell. */
export function voiceScore(heard: Heard): number | undefined {
  const [first, last] = [heard[0], heard.at(-1)];
  if (!first || !last || first === last) return undefined;
  const received = last.received - first.received;
  // What was taken for lost and came late is taken back.
  const lost = Math.max(0, last.lost - first.lost);
  if (received <= 0) return lost >= fewestLost ? 0 : undefined;
  return lost < fewestLost ? 10 : Math.round(10 * (received / (received + lost)) ** 4);
}
