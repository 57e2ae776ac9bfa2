import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { formContent, type FormKeys, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import type { RunState } from "#shared/domain/sitting/run-machine.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { parseInput } from "#shared/scoring/parse-input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { GivenMark, ScoringInput } from "#shared/scoring/input.ts";
import { computeReports } from "#server/features/results/compute-report.ts";
import { isReviewOpen } from "#server/features/results/queries.ts";
import { seedForms } from "#prisma/seed/content/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { nth } from "#tests/support/session-world.ts";

/**
 * Every case of the scoring model as rows of a database: policies, forms, keys, answers, runs, marks, voided items and
 * reviews. The product computes the report from them, and it is the one that the command prints.
 */

const part = z.record(z.string(), z.unknown());
const load = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../shared/scoring/vectors/${file}`, import.meta.url), "utf8"));

/** Objects are merged field by field; anything else, lists included, is replaced. */
function merge(base: unknown, change: unknown): unknown {
  const [from, to] = [part.safeParse(base), part.safeParse(change)];
  if (!from.success || !to.success) return change;
  const changed = Object.entries(to.data).map(([key, value]) => [key, merge(from.data[key], value)]);
  return { ...from.data, ...Object.fromEntries(changed) };
}

interface Case {
  readonly name: string;
  readonly input: ScoringInput;
}
function caseOf(name: string, document: unknown): Case {
  const input = parseInput(document);
  if (!input.ok) throw new Error(`${name}: ${input.error.path}`);
  return { name, input: input.value };
}
const designed = z.array(z.object({ name: z.string(), input: part })).parse(load("scoring.json"));
const edges = z
  .object({ base: z.object({ input: part }), cases: z.array(z.object({ name: z.string(), input: part })) })
  .parse(load("edge-cases.json"));
const cases: readonly Case[] = [
  ...designed.map(({ name, input }) => caseOf(name, input)),
  ...edges.cases.map(({ name, input }) => caseOf(name, merge(edges.base.input, input))),
];

/** What no database of this product can hold, and why: refused, and shown here to be. */
const notWhole = [
  "tenths are tenths: 0.1 + 0.2 of 0.3 and 0.2 is 60",
  "points as small as 1e-7",
  "an exact tie of with and without is no harm",
];
/** A review judges every unit of a competency: until it has, it stays open and nothing of it counts. */
const reviewedInPart = ["only one of two units is marked again: the other keeps its score", "two raises, sorted"];

const seed = nth(seedForms, 0);
const ownDocument = nth(seed.content.documents, 0);
const otherDocument = nth(seed.content.documents, 1);

/** True or false, worth so many points; those beside a case belong to another person's document. */
const question = (id: string, max: number, about = "SITUATION"): ReadingItem => ({
  type: "TRUE_FALSE",
  id,
  about,
  prompt: id,
  max,
});
const others = ["a", "b", "c", "d"].map((id) => question(`other-${id}`, 1, otherDocument.id));

interface Asked {
  readonly item: ReadingItem;
  readonly isRight: boolean;
  readonly isVoid: boolean;
}

/** An item that gave a part of its points is two questions, one of which was answered rightly. */
const asked = ({ reading }: ScoringInput): Asked[] =>
  reading.items.flatMap(({ id, max, points, void: isVoid = false }) => [
    ...(points > 0 ? [{ item: question(`${id}-right`, points), isRight: true, isVoid }] : []),
    ...(points < max ? [{ item: question(`${id}-wrong`, max - points), isRight: false, isVoid }] : []),
  ]);

const contentOf = (input: ScoringInput, code: string): unknown => ({
  ...seed.content,
  code,
  items: [...asked(input).map(({ item }) => item), ...others],
});
const keysOf = (input: ScoringInput): FormKeys =>
  Object.fromEntries([...asked(input).map(({ item }) => item), ...others].map(({ id }) => [id, { type: "TRUE_FALSE", value: true }]));

const competencyOf = { CO: ["discussion.CO", "interview.CO"], EE: ["writing.EE"], EO: ["discussion.EO", "interview.EO"] } as const;
const reviewMarks = ({ review = {} }: ScoringInput): Map<UnitId, readonly GivenMark[]> =>
  new Map([...Object.entries(review.CO ?? {}), ...Object.entries(review.EE ?? {}), ...Object.entries(review.EO ?? {})] as [UnitId, readonly GivenMark[]][]);

let app: TestApp;
let bodyId: string;
let staffId: string;
const raters = new Map<string, string>();
beforeAll(async () => {
  app = await startTestApp();
  const { id } = await app.deps.db.body.create({
    data: { code: "VECT", name: "Ordre", professionKey: seed.content.professionKey, profession: seed.content.profession },
    select: { id: true },
  });
  bodyId = id;
  staffId = await app.account({ roles: ["CLERK"], bodyId });
});
afterAll(() => app.stop());

async function raterOf(name: string): Promise<string> {
  const known = raters.get(name) ?? (await app.account({ roles: ["RATER"] }));
  raters.set(name, known);
  return known;
}

async function addMarks(sittingId: string, round: "ORIGINAL" | "REVIEW", marks: Iterable<readonly [UnitId, readonly GivenMark[]]>): Promise<void> {
  for (const [unit, given] of marks)
    for (const [place, { rater, bands }] of given.entries())
      await app.deps.db.mark.create({
        data: {
          sittingId,
          unit,
          round,
          ordinal: place + 1,
          raterId: await raterOf(`${round} ${rater}`),
          bands: [...bands],
          comments: "",
          lockedAt: app.clock.now(),
        },
      });
}

/** One exam as rows; each case has its own form, its own rules and a day of its own under them. */
async function sat({ input }: Case, place: number): Promise<string> {
  const { db } = app.deps;
  const code = `VECT-${place}`;
  const day = new Date(Date.UTC(2025, 0, 1 + place, 5));
  const now = new Date(day.getTime() + 12 * 3_600_000);
  await db.scoringPolicy.create({
    data: { version: place + 1, policy: input.policy ?? {}, approvedBy: "Comité", approvedAt: day, effectiveFrom: day },
  });
  const form = await db.form.create({
    data: {
      code,
      version: 1,
      professionKey: seed.content.professionKey,
      title: seed.content.title,
      isPractice: false,
      content: contentOf(input, code) as object,
      keys: keysOf(input),
      createdAt: now,
    },
    select: { id: true },
  });
  const formId = form.id;
  for (const { item, isVoid } of asked(input))
    if (isVoid)
      await db.voidedItem.create({ data: { formId, itemId: item.id, reason: "x", effect: {}, voidedById: staffId, voidedAt: now } });
  const accountId = await app.account({ roles: ["CANDIDATE"] });
  const session = await db.session.create({
    data: { bodyId, formId, deliveryMode: "ONLINE", state: "HELD", startsAt: now, place: "x", capacity: 8 },
    select: { id: true },
  });
  const sessionId = session.id;
  const person = { givenName: "Kim", familyName: code, birthDate: new Date("1990-05-17") };
  const referral = await db.referral.create({
    data: { bodyId, referredById: staffId, reason: "ART_35", fileNumber: code, source: "FORM", ...person, createdAt: now },
    select: { id: true },
  });
  const registration = await db.registration.create({
    data: { referralId: referral.id, bodyId, accountId, state: "BOOKED", ...person, createdAt: now },
    select: { id: true },
  });
  const registrationId = registration.id;
  const booking = await db.booking.create({ data: { sessionId, registrationId, createdAt: now }, select: { id: true } });
  const states = input.activities ?? {};
  const runs = (["reading", "discussion", "writing", "interview"] as const).map((activity) => ({
    activity: activity.toUpperCase() as Uppercase<typeof activity>,
    state: (states[activity] ?? "COMPLETED") satisfies RunState,
    baseSeconds: 60,
  }));
  const isWhole = runs.every(({ state }) => state === "COMPLETED");
  const { id: sittingId } = await db.sitting.create({
    data: {
      bookingId: booking.id,
      sessionId,
      registrationId,
      accountId,
      formId,
      state: isWhole ? "COMPLETED" : "NOT_COMPLETED",
      documentId: ownDocument.id,
      writingTool: "KEYBOARD",
      createdAt: now,
      runs: { create: runs },
    },
    select: { id: true },
  });
  const reading = await db.activityRun.findFirstOrThrow({ where: { sittingId, activity: "READING" }, select: { id: true, state: true } });
  await db.answer.createMany({
    data: asked(input).map(({ item, isRight }, seq) => ({
      runId: reading.id,
      key: item.id,
      value: isRight,
      leaseEpoch: 1,
      clientId: "x",
      seq,
      savedAt: now,
    })),
  });
  if (reading.state === "COMPLETED") await db.seal.create({ data: { runId: reading.id, contentHash: "x", sealedAt: now } });
  await db.result.create({ data: { sittingId, state: "MARKING", isReadingChecked: input.reading.humanChecked ?? false } });
  await addMarks(sittingId, "ORIGINAL", unitIds.map((unit) => [unit, input.marks[unit] ?? []] as const));
  await computeReports(app.deps, [sittingId]);
  if (input.review) {
    const { currentReportId } = await db.result.findUniqueOrThrow({ where: { sittingId } });
    const again = reviewMarks(input);
    const competencies = (["CO", "EE", "EO"] as const).filter((one) => competencyOf[one].some((unit) => again.has(unit)));
    await db.reviewRequest.create({
      data: { sittingId, reportId: currentReportId ?? "", competencies, reason: "", requestedAt: now, dueAt: now },
    });
    await addMarks(sittingId, "REVIEW", again);
    await computeReports(app.deps, [sittingId]);
  }
  return sittingId;
}

async function reportOf(sittingId: string) {
  const { currentReport } = await app.deps.db.result.findUniqueOrThrow({
    where: { sittingId },
    select: { currentReport: { select: { report: true } } },
  });
  return storedReport.parse(currentReport?.report);
}

describe("the cases of the scoring model, through the database", () => {
  test("[SC-18] each list of what cannot be stored names cases that there are", () => {
    const names = cases.map(({ name }) => name);
    expect(cases).toHaveLength(92);
    for (const name of [...notWhole, ...reviewedInPart]) expect(names).toContain(name);
  });

  test.each(cases.map((one, place) => ({ ...one, place })).filter(({ name }) => ![...notWhole, ...reviewedInPart].includes(name)))(
    "[SC-18] $name",
    async (one) => {
      expect(await reportOf(await sat(one, one.place))).toStrictEqual(computeReport(one.input));
    },
  );

  test.each(cases.filter(({ name }) => notWhole.includes(name)))("[SC-18] $name: parts of points are refused with the form", ({ input }) => {
    const content = formContent.safeParse(contentOf(input, "VECT"));
    expect(content.error?.issues.map(({ path, code }) => [path[0], path.at(-1), code])).toEqual(
      expect.arrayContaining([["items", "max", "invalid_type"]]),
    );
  });

  test.each(cases.map((one, place) => ({ ...one, place })).filter(({ name }) => reviewedInPart.includes(name)))(
    "[SC-18] $name: the review stays open and counts for nothing",
    async (one) => {
      const sittingId = await sat(one, one.place);
      const { review: _review, ...before } = one.input;
      expect(await isReviewOpen(app.deps.db, sittingId)).toBe(true);
      expect(await reportOf(sittingId)).toStrictEqual(computeReport(before));
    },
  );
});
