import { counts, holdsResult, mayBeDecided } from "#shared/domain/incidents/incident-rules.ts";
import { incidentWaits } from "#shared/protocol/incident-views.ts";
import type { Prisma } from "../../platform/db.ts";
import { isCode } from "./taxonomy.ts";

const runsOfSitting = { runs: { select: { activity: true, state: true } } } as const;

/** An incident in one line: in the queue, on the board, in the person's own list. */
export const lineSelect = {
  id: true,
  sittingId: true,
  code: true,
  severity: true,
  state: true,
  openedAt: true,
  openedBy: { select: { givenName: true, familyName: true } },
  answerDueAt: true,
  decidedAt: true,
  acts: { select: { act: true, actorId: true, activity: true } },
  review: { select: { state: true, dueAt: true } },
  sitting: { select: { registration: { select: { givenName: true, familyName: true } }, ...runsOfSitting } },
  decisions: { select: { signatures: { select: { signerId: true } } }, orderBy: { decidedAt: "desc" }, take: 1 },
} as const satisfies Prisma.IncidentSelect;

export type LineRow = Prisma.IncidentGetPayload<{ select: typeof lineSelect }>;

/** What tells whether an incident waits for a second person. */
export const secondSelect = {
  state: true,
  acts: { select: { act: true, activity: true } },
  sitting: { select: runsOfSitting },
} as const satisfies Prisma.IncidentSelect;

/** One person of the session has asked to stop the activity, a second one has not agreed, and it has not ended by itself. */
export function waitsForSecond({ state, acts, sitting }: Prisma.IncidentGetPayload<{ select: typeof secondSelect }>): boolean {
  const [asked, agreed] = acts.filter(({ act }) => act === "STOP_ACTIVITY");
  if (state !== "OPEN" || !asked || agreed) return false;
  return sitting.runs.some((run) => run.activity === asked.activity && (run.state === "OPEN" || run.state === "INTERRUPTED"));
}

export function lineOf(row: LineRow) {
  if (!isCode(row.code)) return null;
  return {
    incidentId: row.id,
    sittingId: row.sittingId,
    code: row.code,
    severity: row.severity,
    state: row.state,
    openedAt: row.openedAt.toISOString(),
    openedByName: `${row.openedBy.givenName} ${row.openedBy.familyName}`,
    answerDueAt: row.answerDueAt?.toISOString() ?? null,
    holdsResult: holdsResult(row),
    waitsForSecond: waitsForSecond(row),
  };
}

type Wait = (typeof incidentWaits)[number];

/** What it waits for, until when, and its place in the queue. */
export function waitOf(row: LineRow, now: Date): { waitsFor: Wait; dueAt: Date | null; rank: number } {
  const waitsFor = waitFor(row, now);
  const isAnswer = waitsFor === "ANSWER" || waitsFor === "DECISION";
  const dueAt = waitsFor === "REVIEW_TIME" ? (row.review?.dueAt ?? null) : isAnswer ? row.answerDueAt : null;
  return { waitsFor, dueAt, rank: incidentWaits.indexOf(waitsFor) };
}

function waitFor(row: LineRow, now: Date): Wait {
  if (row.state === "PROPOSED") return "SIGNATURE";
  if (row.review?.state === "REQUESTED") return "REVIEW";
  if (row.state === "UNDER_REVIEW") return "REVIEW_TIME";
  if (row.state === "DECIDED") return "NOTHING";
  if (mayBeDecided(row, now)) return "DECISION";
  return row.state === "OPEN" && counts(row.severity) ? "FACTS" : "ANSWER";
}
