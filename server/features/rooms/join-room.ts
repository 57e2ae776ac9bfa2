import { recordedSources, rememberedSources } from "#shared/domain/rooms/recording-policy.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { joinRoom as contract } from "#shared/protocol/rooms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { signTicket, ticketLifeMs } from "../../platform/ticket.ts";
import { iceServersFor } from "../../platform/turn.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { recordedOf, sittingIdsOf, whoEnters } from "./policy.ts";
import { advisersOf, candidatesOf, findRoom, hasMedia } from "./queries.ts";
import { joinCheckInStep } from "../sitting/steps.ts";
import { placeRoom } from "./place-room.ts";
import { moveRoomStep } from "./steps.ts";
import { noteEntry } from "./store.ts";

const canPublish = ["camera", "microphone"] as const;

/** A ticket for one's own room: the media node asks nobody, so everything is decided here. */
export const joinRoom: RouteHandler<typeof contract> = async (deps, actor, { params: { roomId } }) => {
  const room = await findRoom(deps.db, roomId);
  if (!room) return err("NOT_FOUND");
  const entering = await whoEnters(deps.db, actor, room);
  // Whose room it is comes first: a stranger learns nothing, not even that it is closed.
  if (!entering.ok) return entering;
  if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
  if (room.state === "OPEN") {
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
    if (me.role === "ADVISER") for (const one of sittingIdsOf(room)) uow.hint(topicOf.sitting(one));
    return ok(null);
  });
  if (!noted.ok) return noted;
  const candidates = await candidatesOf(deps.db, sittingIdsOf(room));
  const people = [...candidates, ...advisersOf(room)];
  const placed = hasMedia(room.session) ? await placeRoom(deps, room.id, people.length) : undefined;
  if (placed && !placed.ok) return placed;
  const place = placed?.value;
  const recorded = await recordedOf(deps.db, room, me);
  const ticket = place
    ? signTicket(deps.config.secret, {
        node: place.node,
        room: room.id,
        peer: me.peer,
        name: me.name,
        role: me.role,
        canPublish: [...canPublish],
        recorded: [...recorded],
        remembered: [...rememberedSources({ kind: room.kind, role: me.role })],
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
    iceServers: place ? iceServersFor(deps.config.media.turn, me.peer, now).map((server) => ({ ...server })) : [],
    // Said of the room, not of oneself: the sound of the others is recorded too.
    isRecorded: place !== undefined && recordedSources({ kind: room.kind, hasAgreed: true, isFilmed: false }).length > 0,
    me,
    people,
  });
};
