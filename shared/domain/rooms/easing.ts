import { z } from "zod";

/**
 * What gives way when somebody's line is too weak for all that they send, and in which order. Data with a version: the web
 * tier hands the rules out with each entry to a room, and the page keeps to what it was given. A step can only name a
 * picture. Voices are never lowered, and what is written does not even travel the same way: when it waits, pictures give
 * way to it.
 */

export const easingActs = ["SCREEN_SLOW", "CAMERA_SMALL", "SCREEN_LIGHT", "CAMERA_SLOW"] as const;
export type EasingAct = (typeof easingActs)[number];

export const easingStep = z.object({
  act: z.enum(easingActs),
  source: z.enum(["camera", "screen"]),
  /** Only the small layer of a camera leaves. */
  isSmallOnly: z.boolean().optional(),
  /** Pictures a second. */
  maxFramerate: z.number().min(0.5).max(30).optional(),
  /** Bits a second. */
  maxBitrate: z.number().int().min(20_000).max(2_000_000).optional(),
});
export type EasingStep = z.infer<typeof easingStep>;

export const easingRules = z.object({
  version: z.number().int().positive(),
  /** Taken one after another, and given back in the opposite order. */
  steps: z.array(easingStep).max(easingActs.length),
  /** A source that reaches the media node with a lower score than this, of 10, makes a line weak. */
  weakBelow: z.number().min(0).max(10),
  /** So long weak, one step more. */
  worseAfterSeconds: z.number().positive(),
  /** So long good, one step back; twice as long after each return that did not last, at most the second number. */
  betterAfterSeconds: z.tuple([z.number().positive(), z.number().positive()]),
});
export type EasingRules = z.infer<typeof easingRules>;

/** Where people are watched while they work, and where they speak with one another. */
export type EasedPart = "WATCHED" | "CIRCLE";

const patience: Pick<EasingRules, "weakBelow" | "worseAfterSeconds" | "betterAfterSeconds"> = {
  weakBelow: 7,
  worseAfterSeconds: 10,
  betterAfterSeconds: [30, 300],
};

const policies: Readonly<Record<number, Readonly<Record<EasedPart, Omit<EasingRules, "version">>>>> = {
  1: {
    // The face stays longer than the screen's motion: one picture a second still shows what is on it.
    WATCHED: {
      ...patience,
      steps: [
        { act: "SCREEN_SLOW", source: "screen", maxFramerate: 1 },
        { act: "CAMERA_SMALL", source: "camera", isSmallOnly: true },
        { act: "SCREEN_LIGHT", source: "screen", maxFramerate: 1, maxBitrate: 150_000 },
        { act: "CAMERA_SLOW", source: "camera", isSmallOnly: true, maxFramerate: 2 },
      ],
    },
    CIRCLE: {
      ...patience,
      steps: [
        { act: "CAMERA_SMALL", source: "camera", isSmallOnly: true },
        { act: "CAMERA_SLOW", source: "camera", isSmallOnly: true, maxFramerate: 5 },
      ],
    },
  },
};

export const currentEasingVersion = 1;

/** The rules of a version; one that this program does not know is not guessed at. */
export function easingRulesOf(version: number, part: EasedPart): EasingRules {
  const found = policies[version];
  if (!found) throw new Error(`There is no easing policy of version ${version}.`);
  return { version, ...found[part] };
}

/** A weakness this short does not end what was good before it: each second of it costs three good ones. */
const momentMs = 3_000;
const momentCosts = 3;

/** How a line has fared. `since` is when it became weak or good, or the last step was taken. */
export interface LineMemory {
  readonly taken: number;
  readonly isWeak: boolean;
  readonly sinceMs: number;
  /** Since when it had been good, or had its last step, before the weakness that is on. */
  readonly goodSinceMs: number;
  /** How long a line must be good before a step is given back. */
  readonly trialSeconds: number;
  /** When a step was last given back. */
  readonly returnedMs: number;
}

export const newLine = (rules: EasingRules, nowMs: number): LineMemory => ({
  taken: 0,
  isWeak: false,
  sinceMs: nowMs,
  goodSinceMs: nowMs,
  trialSeconds: rules.betterAfterSeconds[0],
  returnedMs: -Infinity,
});

/** One look at a line, each second or so; a pure function of what it was and what is seen now. */
export function easeLine(line: LineMemory, isWeak: boolean, nowMs: number, rules: EasingRules): LineMemory {
  if (isWeak && !line.isWeak) return { ...line, isWeak, sinceMs: nowMs, goodSinceMs: line.sinceMs };
  if (!isWeak && line.isWeak) {
    const weakMs = nowMs - line.sinceMs;
    const goodSinceMs = Math.min(nowMs, line.goodSinceMs + weakMs * (1 + momentCosts));
    return { ...line, isWeak, sinceMs: weakMs <= momentMs ? goodSinceMs : nowMs };
  }
  const seconds = (nowMs - line.sinceMs) / 1_000;
  if (isWeak && line.taken < rules.steps.length && seconds >= rules.worseAfterSeconds) {
    const [first, most] = rules.betterAfterSeconds;
    // What was given back did not last: the next return is tried later, so that nothing swings to and fro.
    const hasFailed = nowMs - line.returnedMs < 2 * first * 1_000;
    const trialSeconds = hasFailed ? Math.min(most, line.trialSeconds * 2) : line.trialSeconds;
    return { ...line, taken: line.taken + 1, sinceMs: nowMs, goodSinceMs: nowMs, trialSeconds };
  }
  if (!isWeak && line.taken > 0 && seconds >= line.trialSeconds) {
    const taken = line.taken - 1;
    const [first] = rules.betterAfterSeconds;
    return { ...line, taken, sinceMs: nowMs, returnedMs: nowMs, trialSeconds: taken === 0 ? first : line.trialSeconds };
  }
  return line;
}

/** What is in force for one source: of several steps the last one that names it. */
export const easingOf = (steps: readonly EasingStep[], source: string): EasingStep | undefined =>
  steps.findLast((step) => step.source === source);
