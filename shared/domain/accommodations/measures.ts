import { z } from "zod";
import { activities, type Activity } from "../sitting/run-machine.ts";

/**
 * What may be granted to a person, as data: decided before the day and applied in the same way in both modes. Nothing of
 * it ever reaches whoever marks.
 */

/** As much as somebody needs [ACM-8]; the bounds are only what a ledger of whole seconds can hold. */
export const bounds = { percent: 100_000, minutes: 30_000_000, breaks: 1_000 } as const;

const minutes = z.number().int().min(1).max(bounds.minutes);

/** Whole minutes, or a part of the activity's own duration. */
const extraTime = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("PERCENT"), amount: z.number().int().min(1).max(bounds.percent) }),
  z.strictObject({ unit: z.literal("MINUTES"), amount: minutes }),
]);
export type ExtraTime = z.infer<typeof extraTime>;

/** Reading is what the first activity measures: a text read aloud would measure something else. */
export const readAloudActivities = ["DISCUSSION", "WRITING", "INTERVIEW"] as const satisfies readonly Activity[];

/** A break stops a clock of the person's own; the two live activities are shared with others. */
export const breakActivities: readonly Activity[] = ["READING", "WRITING"];

export const textSizes = [16, 18, 20, 24, 28, 32] as const;
export const presentationThemes = ["light", "cream", "dark", "contrast"] as const;
export const fonts = ["USUAL", "SPACED"] as const;
export const layouts = ["USUAL", "SCREEN_READER"] as const;

/** Null where the person's own choice on the day is enough. */
export const presentation = z.strictObject({
  textSize: z.literal(textSizes).nullable(),
  theme: z.enum(presentationThemes).nullable(),
  font: z.enum(fonts),
  layout: z.enum(layouts),
});
export type Presentation = z.infer<typeof presentation>;

export const measures = z.strictObject({
  extraTime: z.partialRecord(z.enum(activities), extraTime),
  breaks: z.strictObject({ count: z.number().int().min(1).max(bounds.breaks), minutes }).nullable(),
  presentation,
  /** Activities in which a person may read the texts aloud. */
  readAloud: z.array(z.enum(readAloudActivities)),
  /** Live captions in the discussion and the interview. */
  hasCaptions: z.boolean(),
});
export type Measures = z.infer<typeof measures>;

export const noMeasures: Measures = {
  extraTime: {},
  breaks: null,
  presentation: { textSize: null, theme: null, font: "USUAL", layout: "USUAL" },
  readAloud: [],
  hasCaptions: false,
};

export const isUsual = (given: Measures): boolean =>
  Object.keys(given.extraTime).length === 0 &&
  given.breaks === null &&
  given.presentation.textSize === null &&
  given.presentation.theme === null &&
  given.presentation.font === "USUAL" &&
  given.presentation.layout === "USUAL" &&
  given.readAloud.length === 0 &&
  !given.hasCaptions;

/** Seconds that an activity of this duration lasts longer; a part of a second counts as a whole one. */
export function extraSeconds(given: Measures, activity: Activity, baseSeconds: number): number {
  const extra = given.extraTime[activity];
  if (!extra) return 0;
  return extra.unit === "MINUTES" ? extra.amount * 60 : Math.ceil((baseSeconds * extra.amount) / 100);
}

/** What a person may ask for; the rest is said in their own words. */
export const wishes = ["EXTRA_TIME", "BREAKS", "TEXT_SIZE", "SCREEN_READER", "READ_ALOUD", "CAPTIONS", "OTHER"] as const;
export type Wish = (typeof wishes)[number];

export const outcomes = ["GRANTED", "PARTLY_GRANTED", "DECLINED"] as const;
export type Outcome = (typeof outcomes)[number];
