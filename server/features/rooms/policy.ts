import { candidateEntry, displayName, type EntryRefusal } from "#shared/domain/rooms/entry.ts";
import { supervisionEntry } from "#shared/domain/rooms/supervision.ts";
import { discussionFrame } from "#shared/domain/discussion/frame.ts";
import { recordedSources } from "#shared/domain/rooms/recording-policy.ts";
import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { MediaSource } from "#shared/protocol/media.ts";
import type { RoomPerson } from "#shared/protocol/rooms.ts";
import type { RoomKind } from "#shared/protocol/sitting.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { requireSeat, type SeatRefusal } from "../sitting/queries.ts";
import { agreesToSupervision, answersOf, currentConsents } from "../privacy/queries.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { captionersOf, staffOf, type RoomRow } from "./queries.ts";

/** In a trial somebody hears themselves from a second seat: their own name, and this. */
export const echoSuffix = "-echo";

/** The sittings that a room is for. */
export function sittingIdsOf(room: Pick<RoomRow, "kind" | "sittingId" | "frame" | "session">): readonly string[] {
  if (room.kind === "DISCUSSION") return discussionFrame.parse(room.frame).participants;
  if (room.kind === "SUPERVISION") return room.session.sittings.map(({ id }) => id);
  return room.sittingId ? [room.sittingId] : [];
}

/** Who the actor is in this room. An adviser of the session, or who watches or types captions for them; a candidate whose room it is and whose turn it is. */
export async function whoEnters(
  db: Db,
  actor: AccountActor,
  room: RoomRow,
): Promise<Result<RoomPerson & { readonly sittingId: string | null }, "NOT_FOUND" | EntryRefusal | SeatRefusal>> {
  const adviser = staffOf(room).find(({ peer }) => peer === actor.accountId);
  if (adviser && actor.roles.includes("ADVISER"))
    return room.session.state === "IN_PROGRESS" ? ok({ ...adviser, sittingId: null }) : err("ROOM_NOT_OPEN");
  const captioner = captionerIn(room, actor);
  if (captioner) return room.session.state === "IN_PROGRESS" ? ok({ ...captioner, sittingId: null }) : err("ROOM_NOT_OPEN");
  const sitting = await db.sitting.findFirst({
    where: { id: { in: [...sittingIdsOf(room)] }, accountId: actor.accountId, booking: { isActive: true } },
    select: {
      id: true,
      state: true,
      registrationId: true,
      registration: { select: { givenName: true, familyName: true } },
      runs: { select: { activity: true, state: true } },
    },
  });
  if (!sitting) return err("NOT_FOUND");
  const entry = await entryOf(db, room.kind, sitting);
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

/** The actor, if captions of this room are theirs to type. */
export const captionerIn = (room: RoomRow, actor: AccountActor): RoomPerson | undefined =>
  actor.roles.some((role) => role === "ADVISER" || role === "SUPPORT") ? captionersOf(room).find(({ peer }) => peer === actor.accountId) : undefined;

interface EnteringSitting {
  readonly state: SittingState;
  readonly registrationId: string;
  readonly runs: readonly { readonly activity: Activity; readonly state: RunState }[];
}

async function entryOf(db: Db, kind: RoomKind, sitting: EnteringSitting): Promise<"MAY_ENTER" | EntryRefusal> {
  if (kind === "SUPERVISION")
    return supervisionEntry({
      sittingState: sitting.state,
      runs: sitting.runs,
      hasAgreed: await agreesToSupervision(db, sitting.registrationId),
    });
  const runState =
    kind === "CHECK_IN" ? null : (sitting.runs.find(({ activity }) => activity === kind)?.state ?? "PENDING");
  return candidateEntry({ sittingState: sitting.state, runState });
}

/**
 * What of this person is recorded in this room. Staff speak in their duty and are not filmed; a candidate agreed before the
 * day, to each thing by itself, and may have withdrawn it since.
 */
export async function recordedOf(
  db: Db | Tx,
  room: Pick<RoomRow, "kind" | "sittingId" | "frame" | "session">,
  person: Pick<RoomPerson, "peer" | "role">,
  now: Date,
): Promise<readonly MediaSource[]> {
  const { kind } = room;
  if (person.role === "CAPTIONER") return [];
  if (person.role !== "CANDIDATE") return recordedSources({ kind, hasAgreed: true, isFilmed: false });
  const sitting = await db.sitting.findFirst({
    where: { id: { in: [...sittingIdsOf(room)] }, accountId: person.peer },
    select: { registrationId: true },
  });
  if (!sitting) return [];
  const { ORAL_RECORDING, ORAL_VIDEO } = answersOf(await currentConsents(db, sitting.registrationId));
  const { isOralFilmed } = await recordingRulesOn(db, now);
  return recordedSources({ kind, hasAgreed: ORAL_RECORDING === true, isFilmed: isOralFilmed && ORAL_VIDEO === true });
}
