import { maySend } from "#shared/domain/rooms/side-camera.ts";
import { isSupervised, isWatchedNow } from "#shared/domain/rooms/supervision.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { rulesIn, rulesSelect } from "../lockdown/queries.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { requestIn, seatSelect } from "../sitting/queries.ts";

/** Reads of second cameras. */

const sittingSelect = {
  id: true,
  accountId: true,
  sessionId: true,
  state: true,
  registrationId: true,
  registration: { select: { givenName: true, familyName: true } },
  seats: seatSelect.seats,
  runs: { select: { activity: true, state: true } },
  // A room that nobody has entered has nobody who would look.
  rooms: { where: { kind: "CHECK_IN", state: "LIVE" }, select: { id: true, mediaSeats: true } },
  session: {
    select: {
      ...rulesSelect,
      deliveryMode: true,
      rooms: { where: { kind: "SUPERVISION", state: "LIVE" }, select: { id: true, mediaSeats: true } },
    },
  },
} as const;

/** What is known of a sitting that has, or wants, a second camera. */
export async function sideFacts(db: Db | Tx, sittingId: string) {
  const sitting = await db.sitting.findFirst({ where: { id: sittingId, booking: { isActive: true } }, select: sittingSelect });
  if (!sitting) return null;
  const { sideCamera: rule } = rulesIn(sitting.session);
  const hasAgreed = await agreesToSupervision(db, sitting.registrationId);
  const isAllowed = maySend({ rule, isSupervised: isSupervised({ ...sitting.session, hasAgreed }), sittingState: sitting.state });
  const [call] = sitting.rooms;
  const [supervision] = sitting.session.rooms;
  // Beside the person: in supervision while they read or write, else in their call, where a new machine is readmitted too.
  const isWatched = isWatchedNow({ sittingState: sitting.state, runs: sitting.runs }) && requestIn(sitting) === null;
  const wanted = isWatched ? supervision : call;
  return { ...sitting, rule, isAllowed, wanted: isAllowed ? wanted : undefined };
}
export type SideFacts = NonNullable<Awaited<ReturnType<typeof sideFacts>>>;

/** The telephone that is paired with a sitting now. */
export const pairedOf = (db: Db | Tx, sittingId: string) =>
  db.sideCamera.findFirst({
    where: { sittingId, usedAt: { not: null }, endedAt: null },
    select: { id: true, isLive: true, seenAt: true },
  });

/** Whoever holds the token; over for good once its sitting, its rules or its person no longer have a second camera. */
export async function findHolder(db: Db | Tx, tokenHash: string) {
  const camera = await db.sideCamera.findUnique({ where: { tokenHash }, select: { id: true, sittingId: true, endedAt: true, isLive: true } });
  if (!camera) return null;
  const sitting = camera.endedAt ? null : await sideFacts(db, camera.sittingId);
  return { ...camera, sitting: sitting?.isAllowed ? sitting : null };
}
