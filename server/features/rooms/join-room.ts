import { currentEasingVersion, easingRulesOf } from "#shared/domain/rooms/easing.ts";
import { recordedSources, rememberedSources } from "#shared/domain/rooms/recording-policy.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { supervisionSources } from "#shared/domain/rooms/supervision.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { MediaSource, RoomPart } from "#shared/protocol/media.ts";
import type { RoomKind } from "#shared/protocol/sitting.ts";
import type { joinRoom as contract, RoomRole as Role } from "#shared/protocol/rooms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { signTicket, ticketLifeMs } from "../../platform/ticket.ts";
import { iceServersFor } from "../../platform/turn.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { recordedOf, sittingIdsOf, whoEnters } from "./policy.ts";
import { candidatesOf, captionersOf, findRoom, hasMedia, staffOf } from "./queries.ts";
import { joinCheckInStep } from "../sitting/steps.ts";
import { placeRoom } from "./place-room.ts";
import { moveRoomStep } from "./steps.ts";
import { noteEntry } from "./store.ts";

/** Whoever types captions listens. Under supervision candidates send what they were asked for and receive nothing; an adviser has a voice, for one person. */
function sendsIn(kind: RoomKind, role: Role): readonly MediaSource[] {
  if (role === "CAPTIONER") return [];
  if (kind !== "SUPERVISION") return ["camera", "microphone"];
  return role === "CANDIDATE" ? supervisionSources : ["microphone"];
}

function partIn(kind: RoomKind, role: Role): Exclude<RoomPart, "SIDE"> {
  if (role === "CAPTIONER") return "LISTENER";
  if (kind !== "SUPERVISION") return "CIRCLE";
  return role === "CANDIDATE" ? "WATCHED" : "WATCHER";
}

/** A ticket for one's own room: the media node asks nobody, so everything is decided here. */
export const joinRoom: RouteHandler<typeof contract> = async (deps, actor, { params: { roomId } }) => {
  const room = await findRoom(deps.db, roomId);
  if (!room) return err("NOT_FOUND");
  const entering = await whoEnters(deps.db, actor, room);
  // Whose room it is comes first: a stranger learns nothing, not even that it is closed.
  if (!entering.ok) return entering;
  if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
  // Whoever only listens does not begin it.
  if (room.state === "OPEN" && entering.value.role !== "CAPTIONER") {
    const entered = await commit(deps, (uow) => moveRoomStep(uow, room, "enter", actor.accountId));
    // Somebody else entered at the same moment: the room is live, which is all that matters.
    if (!entered.ok && entered.error !== "STATE_CHANGED") return err("ROOM_NOT_OPEN");
  }
  const { sittingId, ...me } = entering.value;
  const now = deps.clock.now();
  const noted = await commit(deps, async (uow) => {
    // The machine in front of which somebody is seen is the one that will sit, unless it first has to be readmitted.
    const seat =
      room.kind === "CHECK_IN" && sittingId ? await joinCheckInStep(uow, actor, sittingId) : ok(null);
    if (!seat.ok) return seat;
    await noteEntry(uow.tx, { roomId: room.id, accountId: actor.accountId, at: uow.now });
    // Whoever evaluates may mark from here on: their grid opens at once.
    if (me.role === "ADVISER" && room.kind !== "SUPERVISION")
      for (const one of sittingIdsOf(room)) uow.hint(topicOf.sitting(one));
    return ok(null);
  });
  if (!noted.ok) return noted;
  const candidates = await candidatesOf(deps.db, sittingIdsOf(room));
  const everybody = [...candidates, ...staffOf(room), ...captionersOf(room)];
  const canPublish = sendsIn(room.kind, me.role);
  const part = partIn(room.kind, me.role);
  // Whoever works alone has nobody beside them: the names of the others are not theirs to know.
  const people = part === "WATCHED" ? everybody.filter(({ role, peer }) => role === "ADVISER" || peer === me.peer) : everybody;
  const placed = hasMedia(room.session) ? await placeRoom(deps, room.id, everybody.length) : undefined;
  if (placed && !placed.ok) return placed;
  const place = placed?.value;
  const recorded = await recordedOf(deps.db, room, me, deps.clock.now());
  const { areExtractsKept } = await recordingRulesOn(deps.db, deps.clock.now());
  const ticket = place
    ? signTicket(deps.config.secret, {
        node: place.node,
        room: room.id,
        peer: me.peer,
        name: me.name,
        role: me.role,
        ...(part === "CIRCLE" ? {} : { part }),
        canPublish: [...canPublish],
        recorded: [...recorded],
        remembered: [...rememberedSources({ kind: room.kind, role: me.role, areExtractsKept })],
        expiresAt: new Date(now.getTime() + ticketLifeMs).toISOString(),
      })
    : null;
  return ok({
    roomId: room.id,
    kind: room.kind,
    hasMedia: place !== undefined,
    mediaUrl: place?.url ?? "",
    ticket,
    canPublish: [...canPublish],
    part,
    easing: part === "WATCHER" || part === "LISTENER" ? null : easingRulesOf(currentEasingVersion, part),
    iceServers: place ? iceServersFor(deps.config.media.turn, me.peer, now).map((server) => ({ ...server })) : [],
    // Said of the room, not of oneself: the sound of the others is recorded too.
    isRecorded: place !== undefined && recordedSources({ kind: room.kind, hasAgreed: true, isFilmed: false }).length > 0,
    me,
    people,
  });
};
