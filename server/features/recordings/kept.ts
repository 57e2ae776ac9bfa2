import { dueAtMs, keepStateOf, type KeepState, type RecordingRules } from "#shared/domain/recordings/retention.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** The keys that still open something, each with what it opens and why it is still there. */

const underWay: ("OPEN" | "REQUESTED")[] = ["OPEN", "REQUESTED"];

const keySelect = {
  id: true,
  sittingId: true,
  roomId: true,
  createdAt: true,
  sitting: {
    select: {
      result: { select: { state: true, sentAt: true } },
      incidents: { where: { review: { state: { in: underWay } } }, select: { id: true }, take: 1 },
      session: { select: { state: true } },
      recordingHolds: {
        where: { liftedAt: null },
        select: { reason: true, placedAt: true, placedBy: { select: { givenName: true, familyName: true } } },
      },
    },
  },
  tracks: {
    select: {
      id: true,
      source: true,
      clip: { select: { id: true, askedAt: true } },
      recordingId: true,
      segments: { select: { sha256: true, bytes: true }, orderBy: { seq: "asc" } },
      recording: { select: { state: true, sealedAt: true, room: { select: { kind: true } } } },
    },
    orderBy: { id: "asc" },
  },
} as const;

const keysThatOpen = (db: Db | Tx, where: { id?: string }) =>
  db.recordingKey.findMany({ where: { ...where, destroyedAt: null }, select: keySelect, orderBy: { id: "asc" } });
export type KeyRow = Awaited<ReturnType<typeof keysThatOpen>>[number];

export interface KeptKey {
  readonly key: KeyRow;
  readonly state: KeepState;
  /** Null while it is needed. */
  readonly dueAt: Date | null;
}

/** With an id: that key alone, as it is in this transaction. */
export async function keptKeys(db: Db | Tx, rules: RecordingRules, now: Date, id?: string): Promise<KeptKey[]> {
  const keys = await keysThatOpen(db, id === undefined ? {} : { id });
  return Promise.all(
    keys.map(async (key) => {
      const facts = await factsOf(db, key);
      const state = keepStateOf(facts, rules, now.getTime());
      return { key, state, dueAt: facts.isInUse ? null : new Date(dueAtMs(facts.fromMs, rules)) };
    }),
  );
}

async function factsOf(db: Db | Tx, key: KeyRow) {
  const isWritten = key.tracks.some(({ recording }) => recording.state === "LIVE");
  const overMs = Math.max(key.createdAt.getTime(), ...key.tracks.map(({ recording }) => recording.sealedAt?.getTime() ?? 0));
  if (!key.sittingId || !key.sitting) {
    // Of those in a room who sit no exam: it goes with the last of those who did.
    const others = await db.recordingKey.count({
      where: {
        destroyedAt: null,
        sittingId: { not: null },
        tracks: { some: { recordingId: { in: key.tracks.map(({ recordingId }) => recordingId) } } },
      },
    });
    return { isHeld: false, isInUse: isWritten || others > 0, fromMs: overMs };
  }
  const { result, session, recordingHolds, incidents } = key.sitting;
  const isSettled = result ? result.state === "RESULT_SENT" || result.state === "ANNULLED" : session.state !== "IN_PROGRESS";
  return {
    isHeld: recordingHolds.length > 0,
    // Whoever looks at a decision again may want to hear what it was about, though the exam counts as nothing already.
    isInUse: isWritten || !isSettled || incidents.length > 0,
    fromMs: result?.sentAt?.getTime() ?? overMs,
  };
}
