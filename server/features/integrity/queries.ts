import { z } from "zod";
import { observationContexts, type ObservationContext } from "#shared/domain/integrity/away.ts";
import { devicePrograms } from "#shared/domain/integrity/device-names.ts";
import { isObservationKind, observationCategories, pageKinds, type ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { readAloudActivities } from "#shared/domain/accommodations/measures.ts";
import type { ClipState } from "#shared/domain/rooms/clip-machine.ts";
import { activities } from "#shared/domain/sitting/run-machine.ts";
import type { ObservationView, OwnNotes } from "#shared/protocol/integrity.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { extractsFate } from "../recordings/queries.ts";
import type { RecordedSitting } from "./policy.ts";

export { isStaffOf, mayReadRecord } from "./policy.ts";

/** Reads of the record, as views. */

/** What the person says of a line, whatever the line tells. */
export const noteSelect = { select: { text: true, createdAt: true }, orderBy: { createdAt: "asc" } } as const;

export const noteViews = (notes: readonly { readonly text: string; readonly createdAt: Date }[]): OwnNotes =>
  notes.map(({ text, createdAt }) => ({ text, at: createdAt.toISOString() }));

export const observationSelect = {
  id: true,
  sittingId: true,
  kind: true,
  details: true,
  authorId: true,
  createdAt: true,
  notes: noteSelect,
  clip: { select: { state: true } },
} as const;

interface ObservationRow {
  readonly id: string;
  readonly sittingId: string;
  readonly kind: string;
  readonly details: unknown;
  readonly authorId: string | null;
  readonly createdAt: Date;
  readonly clip?: { readonly state: ClipState } | null;
  readonly notes?: readonly { readonly text: string; readonly createdAt: Date }[];
}

// Details were written by several features; what a sentence does not need is not shown.
const details = z.object({
  activity: z.enum(activities).optional().catch(undefined),
  category: z.enum(observationCategories).optional().catch(undefined),
  seconds: z.number().int().optional().catch(undefined),
  characters: z.number().int().optional().catch(undefined),
  context: z.enum(observationContexts).optional().catch(undefined),
  program: z.enum(devicePrograms).optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  isFromPage: z.boolean().optional().catch(undefined),
  lostAt: z.iso.datetime().optional().catch(undefined),
  noticedAt: z.iso.datetime().optional().catch(undefined),
});

/** Of a loss: what was going on around it, and when it was by the evidence, where that was told with it. */
export function lossIn(stored: unknown): { readonly context: ObservationContext | null; readonly namedAtMs: number | null } {
  const { context, lostAt } = details.parse(stored);
  return { context: context ?? null, namedAtMs: lostAt === undefined ? null : Date.parse(lostAt) };
}

/** Observations with their authors' names. */
export async function observationViews(
  db: Db | Tx,
  rows: readonly ObservationRow[],
): Promise<(ObservationView & { sittingId: string })[]> {
  const names = await namesOf(
    db,
    rows.flatMap(({ authorId }) => authorId ?? []),
  );
  return rows.flatMap((row) => {
    if (!isObservationKind(row.kind)) return [];
    const given = details.parse(row.details);
    return [
      {
        observationId: row.id,
        sittingId: row.sittingId,
        kind: row.kind,
        observer: row.authorId ? "STAFF" : given.isFromPage ? "PAGE" : "SERVER",
        authorName: row.authorId ? (names.get(row.authorId) ?? null) : null,
        category: given.category ?? null,
        activity: given.activity ?? null,
        seconds: given.seconds ?? null,
        characters: given.characters ?? null,
        context: given.context ?? null,
        program: given.program ?? null,
        text: given.text ?? given.reason ?? null,
        noticedAt: given.noticedAt ?? null,
        extract: row.clip?.state ?? null,
        at: row.createdAt.toISOString(),
        notes: noteViews(row.notes ?? []),
      },
    ];
  });
}

/** What pages told of these sittings after their end, in the order in which it was told. */
export async function toldLate(db: Db | Tx, sittingIds: readonly string[]): Promise<(ObservationView & { sittingId: string })[]> {
  const rows = await db.observation.findMany({
    // Every instant has a T: this asks whether the page gave one at all.
    where: { sittingId: { in: [...sittingIds] }, kind: { in: [...pageKinds] }, details: { path: ["noticedAt"], string_contains: "T" } },
    select: observationSelect,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return observationViews(db, rows);
}

type ReadAloudActivity = (typeof readAloudActivities)[number];

/** Who reads aloud for these people now: whoever came last and has not left. */
export async function readersOf(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly activity: ReadAloudActivity; readonly name: string }>> {
  const rows = await db.observation.findMany({
    where: { sittingId: { in: [...sittingIds] }, kind: { in: ["READER_ARRIVED", "READER_LEFT"] } },
    select: { sittingId: true, kind: true, details: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const readers = new Map<string, { activity: ReadAloudActivity; name: string }>();
  for (const { sittingId, kind, details: given } of rows) {
    const { activity: stored, text } = details.parse(given);
    const activity = readAloudActivities.find((one) => one === stored);
    if (kind === "READER_ARRIVED" && activity && text) readers.set(sittingId, { activity, name: text });
    else readers.delete(sittingId);
  }
  return readers;
}

async function namesOf(db: Db | Tx, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const accounts = await db.account.findMany({
    where: { id: { in: [...new Set(accountIds)] } },
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(accounts.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
}

/** When a line of this kind was last written about a sitting. */
export async function lastObserved(db: Db | Tx, sittingId: string, kind: ObservationKind): Promise<Date | null> {
  const last = await db.observation.findFirst({ where: { sittingId, kind }, select: { createdAt: true }, orderBy: { createdAt: "desc" } });
  return last?.createdAt ?? null;
}

export async function recordedSitting(db: Db | Tx, sittingId: string): Promise<RecordedSitting | undefined> {
  const found = await db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true } },
    select: {
      accountId: true,
      session: {
        select: {
          state: true,
          deliveryMode: true,
          advisers: { select: { accountId: true } },
          watchers: { where: { withdrawal: null, duty: "WATCH" }, select: { accountId: true } },
        },
      },
    },
  });
  if (!found) return undefined;
  const { state, deliveryMode, advisers, watchers } = found.session;
  const idsOf = (staff: readonly { accountId: string }[]): string[] => staff.map(({ accountId }) => accountId);
  return { candidateId: found.accountId, deliveryMode, adviserIds: idsOf(advisers), watcherIds: state === "IN_PROGRESS" ? idsOf(watchers) : [] };
}

/** The whole record of a sitting, in order of time. */
export async function recordOf(db: Db, sittingId: string, now: Date) {
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registration: { select: { givenName: true, familyName: true } },
      session: { select: { timeZone: true } },
      observations: { select: observationSelect, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      identityChecks: {
        select: {
          id: true,
          documentType: true,
          outcome: true,
          note: true,
          checkedAt: true,
          checkedBy: { select: { givenName: true, familyName: true } },
          notes: noteSelect,
        },
        orderBy: { checkedAt: "asc" },
      },
      runs: {
        select: {
          activity: true,
          timeEntries: {
            select: { id: true, cause: true, seconds: true, reason: true, authorId: true, createdAt: true, notes: noteSelect },
          },
        },
      },
    },
  });
  const entries = sitting.runs
    .flatMap(({ activity, timeEntries }) => timeEntries.map((entry) => ({ ...entry, activity })))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const names = await namesOf(
    db,
    entries.flatMap(({ authorId }) => authorId ?? []),
  );
  return {
    sittingId,
    candidateName: `${sitting.registration.givenName} ${sitting.registration.familyName}`,
    timeZone: sitting.session.timeZone,
    observations: await observationViews(db, sitting.observations),
    extracts: await extractsFate(db, sittingId, now),
    timeEntries: entries.map(({ id, activity, cause, seconds, reason, authorId, createdAt, notes }) => ({
      timeEntryId: id,
      activity,
      cause,
      seconds,
      reason,
      authorName: authorId ? (names.get(authorId) ?? null) : null,
      at: createdAt.toISOString(),
      notes: noteViews(notes),
    })),
    identityChecks: sitting.identityChecks.map(({ id, documentType, outcome, note, checkedAt, checkedBy, notes }) => ({
      identityCheckId: id,
      documentType,
      outcome,
      note,
      checkedByName: `${checkedBy.givenName} ${checkedBy.familyName}`,
      at: checkedAt.toISOString(),
      notes: noteViews(notes),
    })),
  };
}
