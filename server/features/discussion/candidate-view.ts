import { languageOf } from "#shared/domain/forms/language.ts";
import { discussionFrame, handOf } from "#shared/domain/discussion/frame.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { myDiscussion as contract } from "#shared/protocol/discussion.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { highlightsOfSitting, notesOfSitting } from "../answers/queries.ts";
import { openContent } from "../reading/queries.ts";
import { advisersOf, candidatesOf, captionedIn, captionersOf, hasMedia, latestRoom } from "../rooms/queries.ts";
import { clockView, floorOf } from "./queries.ts";

/** One's own document and notes, and the names of the others: what they hold, they say themselves. */
export const myDiscussion: RouteHandler<typeof contract> = async (deps, actor, { params: { sittingId } }) => {
  const opened = await openContent(deps.db, actor, sittingId, "DISCUSSION");
  if (!opened.ok) return opened;
  const { content, document } = opened.value;
  const run = await deps.db.activityRun.findUniqueOrThrow({
    where: { sittingId_activity: { sittingId, activity: "DISCUSSION" } },
    select: { id: true, endsAt: true, baseSeconds: true, sitting: { select: { sessionId: true } } },
  });
  const room = await latestRoom(deps.db, { kind: "DISCUSSION", sessionId: run.sitting.sessionId });
  if (!room || room.state === "CLOSED") return err("ROOM_NOT_OPEN");
  const frame = discussionFrame.parse(room.frame);
  if (!frame.participants.includes(sittingId)) return err("ROOM_NOT_OPEN");
  const participants = await candidatesOf(deps.db, frame.participants);
  const floor = await floorOf(deps.db, room.id);
  return ok({
    sittingId,
    roomId: room.id,
    runId: run.id,
    hasMedia: hasMedia(room.session),
    clock: clockView(frame, [run]),
    task: content.discussion.task,
    instructions: content.discussion.instructions,
    language: languageOf(content),
    situation: content.situation,
    document,
    notes: await notesOfSitting(deps.db, sittingId),
    highlights: await highlightsOfSitting(deps.db, sittingId),
    hasCaptions: (await captionedIn(deps.db, [sittingId])).has(sittingId),
    participants: participants.map(({ sittingId: one, peer, name }) => ({
      peer,
      name,
      isMe: peer === actor.accountId,
      isHandRaised: handOf(frame, one) !== undefined,
      hasFloor: floor?.sittingId === one,
    })),
    advisers: advisersOf(room).map(({ peer, name }) => ({ peer, name })),
    captioners: captionersOf(room).map(({ name }) => name),
    serverNow: deps.clock.now().toISOString(),
  });
};
