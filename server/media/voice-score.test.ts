import { expect, test } from "vitest";
import { hear, nothingHeard, voiceScore, type Heard } from "./voice-score.ts";

/**
 * Packets a second that arrived of a microphone, and that were lost, as a worker counted them on a line that lost three of
 * ten for a while; the loss is counted in reports, some four seconds apart.
 */
function score(seconds: readonly (readonly [received: number, lost: number])[]): (number | undefined)[] {
  let heard: Heard = nothingHeard;
  let [received, lost] = [0, 0];
  return seconds.map(([more, missing]) => {
    received += more;
    lost += missing;
    heard = hear(heard, { received, lost });
    return voiceScore(heard);
  });
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const good = [17, 0] as const;
const silence = [3, 0] as const;
/** Four seconds of a voice of which three packets of ten do not arrive. */
const bad = [...times(3, [12, 0] as const), [12, 20] as const];

test("[EASE-4] a voice that loses three packets of ten is weak within ten seconds, and good again ten seconds after the loss", () => {
  const scores = score([...times(20, good), ...bad, ...bad, ...bad, ...bad, ...bad, ...bad, ...times(20, good)]);
  expect(scores.slice(1, 20)).toEqual(times(19, 10));
  expect(scores.slice(30, 44).every((one) => one !== undefined && one < 7)).toBe(true);
  // However long the line was weak: the worker's own score needed thirty-five seconds here.
  expect(scores.slice(54).every((one) => one === 10)).toBe(true);
});

test("[EASE-4] whoever is silent sends next to nothing: a packet lost now and then says nothing of their line", () => {
  const lossy = times(60, 0).map((_, second) => (second % 4 === 3 ? ([2, 1] as const) : silence));
  expect(new Set(score(lossy).slice(1))).toEqual(new Set([10]));
  // Where half of it is lost, that is a weak line all the same; and whoever speaks again is not judged by it for long.
  const half = times(20, [1, 1] as const);
  const scores = score([...half, ...times(12, good)]);
  expect(scores[15]).toBeLessThan(7);
  expect(scores.at(-1)).toBe(10);
});

test("[EASE-4] of a voice of which nothing has come nothing is said, and what came late is not lost", () => {
  expect(score(times(5, [0, 0] as const))).toEqual(times(5, undefined));
  expect(score([[40, 6], [50, -6]])).toEqual([undefined, 10]);
  expect(score([[40, 0], [0, 30]])).toEqual([undefined, 0]);
});

test("[EASE-4] a source that stood still and flows again begins anew: what the gap lost says nothing of what arrives now", () => {
  const talking = [50, 0] as const;
  const gap = times(3, [0, 0] as const);
  // The loss of the gap is in the next report, some seconds after the voice is back.
  const scores = score([...times(20, talking), ...gap, ...times(3, talking), [50, 150], ...times(20, talking)]);
  expect(scores.slice(1, 23)).toEqual(times(22, 10));
  expect(scores.slice(23, 27)).toEqual(times(4, undefined));
  expect(scores.slice(27)).toEqual(times(20, 10));
  // Where nothing was lost no report says so; it is judged all the same, and so is a line that is weak afterwards.
  const later = score([...times(20, talking), ...gap, ...times(8, talking), [20, 120], ...times(3, [20, 30] as const)]);
  expect(later.slice(23, 31)).toEqual([...times(7, undefined), 10]);
  expect(later.at(-1)).toBeLessThan(4);
});
