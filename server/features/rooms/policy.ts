import { candidateEntry, displayName, type EntryRefusal } from "#shared/domain/rooms/entry.ts";
import { discussionFrame } from "#shared/domain/discussion/frame.ts";
import { recordedSources } from "#shared/domain/rooms/recording-policy.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { MediaSource } from "#shared/protocol/media.ts";
import type { RoomPerson } from "#shared/protocol/rooms.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { requireSeat, type SeatRefusal } from "../sitting/queries.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { currentRules } from "../recordings/queries.ts";
import { advisersOf, type RoomRow } from "./queries.ts";

/** The sittings that a room is for. */
export function sittingIdsOf(room: Pick<RoomRow, "kind" | "sittingId" | "frame">): readonly string[] {
  if (room.kind === "DISCUSSION") return discussionFrame.parse(room.frame).participants;
  return room.sittingId ? [room.sittingId] : [];
}

const activityOf = { CHECK_IN: null, DISCUSSION: "DISCUSSION", INTERVIEW: "INTERVIEW" } as const;

/** Who the actor is in this room. An adviser of the session; a candidate whose room it is and whose turn it is. */
export async function whoEnters(
  db: Db,
  actor: AccountActor,
  room: RoomRow,
): Promise<Result<RoomPerson & { readonly sittingId: string | null }, "NOT_FOUND" | EntryRefusal | SeatRefusal>> {
  const adviser = advisersOf(room).find(({ peer }) => peer === actor.accountId);
  if (adviser && actor.roles.includes("ADVISER"))
    return room.session.state === "IN_PROGRESS" ? ok({ ...adviser, sittingId: null }) : err("ROOM_NOT_OPEN");
  const sitting = await db.sitting.findFirst({
    where: { id: { in: [...sittingIdsOf(room)] }, accountId: actor.accountId, booking: { isActive: true } },
    select: {
      id: true,
      state: true,
      registration: { select: { givenName: true, familyName: true } },
      runs: { select: { activity: true, state: true } },
    },
  });
  if (!sitting) return err("NOT_FOUND");
  const activity = activityOf[room.kind];
  const runState = activity ? (sitting.runs.find((run) => run.activity === activity)?.state ?? "PENDING") : null;
  const entry = candidateEntry({ sittingState: sitting.state, runState });
  if (entry !== "MAY_ENTER") return err(entry);
  if (room.kind !== "CHECK_IN") {
    const seat = await requireSeat(db, actor.authSessionId, sitting.id);
    if (!seat.ok) return seat;
  }
  return ok({
    peer: actor.accountId,
    name: displayName(sitting.registration),
    role: "CANDIDATE",
    sittingId: sitting.id,
  });
}

/**
 * What of this person is recorded in this room. Staff speak in their duty and are not filmed; a candidate agreed before the
 * day, to each thing by itself, and may have withdrawn it since.
 */
export async function recordedOf(
  db: Db | Tx,
  room: Pick<RoomRow, "kind" | "sittingId" | "frame">,
  person: Pick<RoomPerson, "peer" | "role">,
): Promise<readonly MediaSource[]> {
  const { kind } = room;
  if (person.role !== "CANDIDATE") return recordedSources({ kind, hasAgreed: true, isFilmed: false });
  const sitting = await db.sitting.findFirst({
    where: { id: { in: [...sittingIdsOf(room)] }, accountId: person.peer },
    select: { registrationId: true },
  });
  if (!sitting) return [];
  const { ORAL_RECORDING, ORAL_VIDEO } = answersOf(await currentConsents(db, sitting.registrationId));
  const { isOralFilmed } = await currentRules(db);
  return recordedSources({ kind, hasAgreed: ORAL_RECORDING === true, isFilmed: isOralFilmed && ORAL_VIDEO === true });
}
