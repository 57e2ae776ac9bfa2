import { z } from "zod";
import { remedies, standings } from "../domain/equity/standing.ts";
import { unitIds } from "../domain/marking/units.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { defineRoute, file } from "./define.ts";

/** Whether people who sit online and people who sit in person are judged alike: aggregates, and never a person. */

const readers = ["DIRECTOR", "COMMITTEE"] as const;

/** Days are those of sessions, at the Office. Nothing asked: the last twelve months. A version: the days it judged. */
const asked = z
  .object({
    from: day.optional(),
    to: day.optional(),
    version: z.coerce.number().int().positive().optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "is before the first day" });

const count = z.number().int();
const number = z.number();
const statisticId = z.string().min(1).max(200);
const standing = z.enum(standings);
const interval = z.object({ low: number, high: number });
/** Mean and deviation are null below ten people, and where they would give those of fewer than ten. */
const side = z.object({ n: count, mean: number.nullable(), sd: number.nullable() });
/** Null of fewer than ten people, and where it would give that of fewer than ten. */
const passes = z.object({ n: count, passed: count.nullable() });
const counted = z.object({
  id: statisticId,
  online: z.object({ of: count, count }),
  inPerson: z.object({ of: count, count }),
  standing,
});
const form = { formId: id, code: z.string(), version: count };

const comparison = z.object({
  id: statisticId,
  subject: z.enum(["CE", "CO", "EE", "EO", "ALL", "EE_TOOL"]),
  /** Online, or typed. */
  first: side,
  /** In person, or written by hand. */
  second: side,
  effect: z.object({ g: number, interval }).nullable(),
  equivalence: z.object({ difference: number, p: number, interval90: interval, interval95: interval }).nullable(),
  needed: count.nullable(),
  /** Chance that people as many as these show equivalence where modes are truly alike. */
  power: number.nullable(),
  standing,
  passes: z.object({
    id: statisticId,
    first: passes,
    second: passes,
    ratio: z
      .object({ ratio: number.nullable(), interval: interval.nullable(), test: z.enum(["Z", "EXACT"]), p: number })
      .nullable(),
    standing,
  }),
});
export type ComparisonView = z.infer<typeof comparison>;

export const equityReport = defineRoute({
  name: "equityReport",
  method: "GET",
  path: "/api/equity",
  summary: "The two modes side by side for a period: what is shown, what is not, and what was decided about it.",
  allow: readers,
  query: asked,
  output: z.object({
    period: z.object({ from: day, to: day, version: count.nullable() }),
    versions: z.array(z.object({ version: count, from: day, to: day })),
    results: z.object({ online: count, inPerson: count }),
    /** Points, by the rules of the exam in force when the period ends. */
    margin: number,
    comparisons: z.array(comparison),
    liveAudio: z.array(
      z.object({
        id: statisticId,
        unit: z.enum(unitIds),
        online: side,
        inPerson: side,
        gap: z.object({ gap: number, se: number }).nullable(),
        standing,
      }),
    ),
    agreement: z.array(
      z.object({
        id: statisticId,
        unit: z.enum(unitIds),
        texts: count,
        exact: number.nullable(),
        adjacent: number.nullable(),
        kappa: number.nullable(),
        kappaOf: z.object({ ONLINE: number.nullable(), IN_PERSON: number.nullable() }),
        intraclass: z.object({ single: number, average: number }).nullable(),
        standing,
      }),
    ),
    thirdMarks: z.array(counted),
    reviews: counted,
    completion: counted,
    items: z.array(
      z.object({
        id: statisticId,
        ...form,
        itemId: z.string(),
        prompt: z.string(),
        /** Of the case, and so of the question. */
        language: z.enum(formLanguages),
        online: count,
        inPerson: count,
        functioning: z
          .object({ alpha: number, delta: number, seDelta: number, p: number, etsClass: z.enum(["A", "B", "C"]) })
          .nullable(),
        standing,
      }),
    ),
    forms: z.array(
      z.object({
        id: statisticId,
        ...form,
        people: count,
        reliability: z.object({ kr20: number, sem: number }).nullable(),
        semPercent: number.nullable(),
        standing,
      }),
    ),
    answers: z.array(
      z.object({
        answerId: id,
        statisticId,
        from: day,
        to: day,
        remedy: z.enum(remedies),
        words: z.string(),
        by: z.string(),
        at: instant,
      }),
    ),
  }),
  errors: [],
});

export const answerFinding = defineRoute({
  name: "answerFinding",
  method: "POST",
  path: "/api/equity/answers",
  summary: "Records what was decided about a statistic that asks for it, with the reason. It stays as it is written.",
  allow: readers,
  body: z
    .object({
      from: day,
      to: day,
      statisticId,
      remedy: z.enum(remedies),
      words: z.string().trim().max(2_000),
    })
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "is before the first day" }),
  output: z.object({ answerId: id }),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW"],
});

export const publishedEquity = defineRoute({
  name: "publishedEquity",
  method: "GET",
  path: "/api/equity/published",
  summary: "The table that may be published: no count below ten, none from which one follows, counts to five.",
  allow: readers,
  query: asked,
  output: file("text/csv"),
  errors: [],
});

export const equityNumbers = defineRoute({
  name: "equityNumbers",
  method: "GET",
  path: "/api/equity/numbers",
  summary: "What every statistic that may be shown is computed from, so that somebody else can compute it again; of fewer than ten people, how many they are. Not for publication.",
  allow: readers,
  query: asked,
  output: file("application/json"),
  errors: [],
});
