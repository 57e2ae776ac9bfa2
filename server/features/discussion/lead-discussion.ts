import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/discussion.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { contentOfForm } from "../reading/queries.ts";
import { moveRoomStep, setFrameStep } from "../rooms/steps.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { ownDiscussion } from "./own-discussion.ts";
import { addPrompt } from "./store.ts";

export const setDiscussionPart: RouteHandler<typeof contract.setDiscussionPart> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownDiscussion(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame } = found.value;
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    // The same part again keeps its beginning.
    if (frame.part === body.part) return ok({});
    await setFrameStep(uow, room, { ...frame, part: body.part, partSince: uow.now.toISOString() });
    uow.audit({
      actorId: actor.accountId,
      type: "discussion.partSet",
      subjectType: "room",
      subjectId: room.id,
      data: { part: body.part },
    });
    return ok({});
  });

export const recordPrompt: RouteHandler<typeof contract.recordPrompt> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownDiscussion(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame } = found.value;
    const content = await contentOfForm(uow.tx, room.session.formId);
    const prompt = content.discussion.prompts.find(({ id }) => id === body.promptId);
    if (!prompt || !frame.participants.includes(body.sittingId)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const { id } = await addPrompt(uow.tx, {
      sessionId: room.sessionId,
      sittingId: body.sittingId,
      adviserId: actor.accountId,
      text: prompt.text,
      createdAt: uow.now,
    });
    uow.hint(topicOf.session(room.sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "prompt.recorded",
      subjectType: "sitting",
      subjectId: body.sittingId,
      data: { promptId: body.promptId, recordId: id },
    });
    return ok({});
  });

export const closeDiscussion: RouteHandler<typeof contract.closeDiscussion> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const found = await ownDiscussion(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame } = found.value;
    if (room.state === "CLOSED") return ok({});
    const runs = await uow.tx.activityRun.findMany({
      where: { sittingId: { in: frame.participants }, activity: "DISCUSSION", state: { in: ["OPEN", "INTERRUPTED"] } },
      select: { sittingId: true },
      orderBy: { sittingId: "asc" },
    });
    for (const { sittingId } of runs) {
      const moved = await moveRunStep(uow, sittingId, "DISCUSSION", "submit", actor.accountId);
      if (!moved.ok) return err(moved.error);
      await completeSittingIfEndedStep(uow, sittingId, actor.accountId);
    }
    const closed = await moveRoomStep(uow, room, "close", actor.accountId);
    return closed.ok ? ok({}) : err(closed.error);
  });
