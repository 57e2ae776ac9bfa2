import { randomUUID } from "node:crypto";
import { formContent, itemsFor } from "#shared/domain/forms/form-content.ts";
import { criteriaOf, unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import type { ScoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { Report } from "#shared/scoring/types.ts";
import type { Db } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { seatPeople } from "#tests/bench/saves/people.ts";

/** A season of sent results in both modes, by lot from a seed: written at once, and scored by the one function. */

export interface SeasonSitting {
  readonly sittingId: string;
  readonly mode: "ONLINE" | "IN_PERSON";
  readonly tool: "KEYBOARD" | "HANDWRITTEN";
  readonly input: ScoringInput;
  readonly report: Report;
}

export interface SeasonOptions {
  readonly online: number;
  readonly inPerson: number;
  readonly seed: number;
  /** Of the sessions: the last one begins here, the others every twelve hours before. */
  readonly lastStart: Date;
  /** Bands that somebody online is judged lower in writing, on average. */
  readonly writingGap?: number;
  /** The place of a question that is harder online, for people who know as much. */
  readonly hardOnline?: number;
}

/** Mulberry32: the same season from the same seed, on every machine. */
export function lots(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const half = 12 * 3_600_000;

/** Identifiers are drawn anew each time; addresses are counted. */
const byPlace = { account: { email: "asc" } } as const;

export async function sendSeason(db: Db, databaseUrl: string, options: SeasonOptions): Promise<SeasonSitting[]> {
  const people = options.online + options.inPerson;
  await seatPeople(databaseUrl, people);
  await setModes(db, options);
  const advisers = await accounts(db, "ADVISER", 2, options.lastStart);
  const raters = await accounts(db, "RATER", 4, options.lastStart);
  const sessions = await db.session.findMany({ select: { id: true } });
  await db.sessionAdviser.createMany({
    data: sessions.flatMap(({ id }) => advisers.map((accountId) => ({ sessionId: id, accountId }))),
  });
  const rows = await db.sitting.findMany({
    orderBy: byPlace,
    select: {
      id: true,
      documentId: true,
      writingTool: true,
      session: { select: { deliveryMode: true } },
      form: { select: { content: true } },
    },
  });
  const lot = lots(options.seed);
  const made = rows.map(({ id, documentId, writingTool, session, form }) => {
    const items = itemsFor(formContent.parse(form.content), documentId);
    return sat({ sittingId: id, mode: session.deliveryMode, tool: writingTool }, items, options, lot);
  });
  await store(db, made, advisers, raters, options.lastStart);
  return made;
}

/** Whole sessions are in one mode, twelve hours apart; in person every other person writes by hand. */
async function setModes(db: Db, { online, lastStart }: SeasonOptions): Promise<void> {
  const sittings = await db.sitting.findMany({ orderBy: byPlace, select: { sessionId: true } });
  const sessions = [...new Set(sittings.map(({ sessionId }) => sessionId))];
  let left = online;
  const onlineSessions = sessions.filter((id) => {
    const isOnline = left > 0;
    if (isOnline) left -= sittings.filter(({ sessionId }) => sessionId === id).length;
    return isOnline;
  });
  for (const [place, id] of sessions.entries())
    await db.session.update({
      where: { id },
      data: {
        startsAt: new Date(lastStart.getTime() - place * half),
        state: "HELD",
        deliveryMode: onlineSessions.includes(id) ? "ONLINE" : "IN_PERSON",
      },
      select: { id: true },
    });
  const present = await db.sitting.findMany({
    where: { sessionId: { notIn: onlineSessions } },
    orderBy: byPlace,
    select: { id: true },
  });
  await db.sitting.updateMany({
    where: { id: { in: present.filter((_one, place) => place % 2 === 1).map(({ id }) => id) } },
    data: { writingTool: "HANDWRITTEN" },
  });
  await db.sitting.updateMany({ data: { state: "COMPLETED" } });
  await db.activityRun.updateMany({ data: { state: "COMPLETED", closedAt: lastStart } });
}

async function accounts(db: Db, role: "ADVISER" | "RATER", count: number, createdAt: Date): Promise<string[]> {
  const data = Array.from({ length: count }, (_none, place) => ({
    id: randomUUID(),
    email: `season-${role.toLowerCase()}-${place}-${randomUUID()}@example.test`,
    givenName: "Sam",
    familyName: "Saison",
    roles: [role],
    createdAt,
  }));
  await db.account.createMany({ data });
  return data.map(({ id }) => id);
}

function sat(
  who: Pick<SeasonSitting, "sittingId" | "mode" | "tool">,
  items: readonly { readonly id: string; readonly max: number }[],
  { writingGap = 0, hardOnline }: SeasonOptions,
  lot: () => number,
): SeasonSitting {
  const isOnline = who.mode === "ONLINE";
  const level = (lot() + lot() + lot()) / 3;
  const band = (shift = 0): number => {
    const value = 1.2 + 3.6 * level + (lot() - 0.5) * 1.6 - shift;
    return Math.max(0, Math.min(5, Math.round(value)));
  };
  const mark = (unit: UnitId, rater: string) => ({
    rater,
    bands: criteriaOf[unit].map(() => band(unit === "writing.EE" && isOnline ? writingGap : 0)),
  });
  const input: ScoringInput = {
    policy: { cut: 60 },
    reading: {
      items: items.map(({ id, max }, place) => {
        const hindered = isOnline && place === hardOnline ? 0.35 : 0;
        return { id, max, points: lot() < 0.25 + 0.9 * level - hindered ? max : 0 };
      }),
      humanChecked: true,
    },
    marks: Object.fromEntries(unitIds.map((unit) => [unit, [mark(unit, "r1"), mark(unit, "r2")]])),
  };
  // Further marks, as reports ask for them.
  for (;;) {
    const report = computeReport(input);
    const [need] = report.needs;
    if (!need) return { ...who, input, report };
    if (need.unit === "reading.CE") throw new Error("The reading was looked at.");
    const given = input.marks[need.unit] ?? [];
    Object.assign(input.marks, { [need.unit]: [...given, mark(need.unit, "r3")] });
  }
}

async function store(db: Db, made: readonly SeasonSitting[], advisers: readonly string[], raters: readonly string[], at: Date): Promise<void> {
  const [first = "", second = ""] = advisers;
  const [r1 = "", r2 = "", r3 = "", audio = ""] = raters;
  // The discussion is marked by both who were there; the interview by one of them and from the recording.
  const whoMarks: { readonly [unit in UnitId]: readonly string[] } = {
    "writing.EE": [r1, r2, r3],
    "discussion.CO": [first, second, r3],
    "discussion.EO": [first, second, r3],
    "interview.CO": [first, audio, r3],
    "interview.EO": [first, audio, r3],
  };
  const reports = made.map(({ sittingId, input, report }) => ({
    id: randomUUID(),
    sittingId,
    policyVersion: 1,
    input: JSON.parse(JSON.stringify(input)) as object,
    inputHash: sha256Hex(JSON.stringify(input)),
    report: JSON.parse(JSON.stringify(report)) as object,
    computedAt: at,
  }));
  await inBatches(reports, (data) => db.report.createMany({ data }));
  await inBatches(reports, (some) =>
    db.result.createMany({
      data: some.map(({ id, sittingId }) => ({
        sittingId,
        state: "RESULT_SENT" as const,
        currentReportId: id,
        sentReportId: id,
        sentAt: at,
        outcomeSentAt: at,
      })),
    }),
  );
  const marks = made.flatMap(({ sittingId, input }) =>
    unitIds.flatMap((unit) =>
      (input.marks[unit] ?? []).map(({ bands }, place) => ({
        sittingId,
        unit,
        round: "ORIGINAL" as const,
        ordinal: place + 1,
        raterId: whoMarks[unit][place] ?? "",
        bands: [...bands],
        comments: "",
        lockedAt: at,
      })),
    ),
  );
  await inBatches(marks, (data) => db.mark.createMany({ data }));
}

/** A statement of everything at once would have more parameters than the protocol allows. */
async function inBatches<Row>(rows: readonly Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000) await write(rows.slice(from, from + 1_000));
}

