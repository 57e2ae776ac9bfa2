import fc from "fast-check";

/** Everything that can happen to somebody who writes, between two moments. */
export type Weather = "up" | "requestLost" | "requestLate" | "answerLost" | "twice";
export type Act =
  | {
      readonly kind: "type";
      readonly key: "text" | "notes";
      readonly at: number;
      readonly cut: number;
      readonly put: string;
    }
  | { readonly kind: "flush"; readonly weather: Weather }
  /** A request that was given up long ago arrives after all, after newer ones: the oldest of them, or the youngest. */
  | { readonly kind: "lateArrival"; readonly which: "oldest" | "youngest" }
  /** The page is hidden: it sends at once, whatever is under way already. */
  | { readonly kind: "hide" }
  /** The server dies at the commit of the next save. */
  | { readonly kind: "serverCrash"; readonly when: "before" | "after" }
  /** The page is gone and opened again, on this device or on another one that knows nothing. */
  | { readonly kind: "reload" }
  /** Opened again while the device cannot be read for a moment. */
  | { readonly kind: "unreadable" }
  /** The device has no room left, or has it again. */
  | { readonly kind: "disk"; readonly isFull: boolean }
  | { readonly kind: "otherMachine" }
  /**
   * The machine is given up: what its device kept is brought by hand before the person goes on at another one. That
   * machine may have been heard once more before, and may be heard once more after.
   */
  | { readonly kind: "readmission"; readonly isHeardFirst: boolean }
  /** A second tab takes over; the first one does not know yet and sends at the same time. */
  | { readonly kind: "otherTab" }
  /** An older page, from before, still sends. */
  | { readonly kind: "ghost" }
  | { readonly kind: "deviceClock"; readonly hours: number }
  | { readonly kind: "time"; readonly seconds: number }
  | { readonly kind: "extension"; readonly seconds: number }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  /** Time runs out, by the server's clock; the job that closes comes when it comes. */
  | { readonly kind: "timeUp" }
  | { readonly kind: "closingJob" }
  /** The person hands in what they see. */
  | { readonly kind: "handIn" };

const letters = fc.string({ unit: fc.constantFrom("a", "e", "é", " ", "’", "œ", "😀", "\n"), maxLength: 60 });
const only = <const K extends Act["kind"]>(kind: K) => fc.constant({ kind });

const writing = [
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("type" as const),
      key: fc.constantFrom("text" as const, "text" as const, "notes" as const),
      at: fc.nat({ max: 400 }),
      cut: fc.nat({ max: 12 }),
      put: letters,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("flush" as const),
      weather: fc.constantFrom(
        "up" as const,
        "up" as const,
        "requestLost" as const,
        "requestLate" as const,
        "answerLost" as const,
        "twice" as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("serverCrash" as const),
      when: fc.constantFrom("before" as const, "after" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("lateArrival" as const),
      which: fc.constantFrom("oldest" as const, "youngest" as const),
    }),
  },
  { weight: 2, arbitrary: only("hide") },
  { weight: 2, arbitrary: only("reload") },
  { weight: 1, arbitrary: only("unreadable") },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("disk" as const), isFull: fc.boolean() }) },
  { weight: 1, arbitrary: only("otherTab") },
  { weight: 1, arbitrary: only("otherMachine") },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("readmission" as const), isHeardFirst: fc.boolean() }),
  },
  { weight: 1, arbitrary: only("ghost") },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("deviceClock" as const), hours: fc.integer({ min: -50, max: 50 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("time" as const), seconds: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("extension" as const), seconds: fc.integer({ min: 1, max: 4_000 }) }),
  },
  { weight: 1, arbitrary: only("pause") },
  { weight: 1, arbitrary: only("resume") },
] satisfies fc.MaybeWeightedArbitrary<Act>[];
const ending = [
  { weight: 1, arbitrary: only("timeUp") },
  { weight: 1, arbitrary: only("closingJob") },
  { weight: 1, arbitrary: only("handIn") },
] satisfies fc.MaybeWeightedArbitrary<Act>[];

export const actsBeforeTheEnd = fc.array(fc.oneof(...writing), { minLength: 6, maxLength: 40 });
export const actsToTheEnd = fc.array(fc.oneof(...writing, ...ending), { minLength: 10, maxLength: 40 });
