import {
  closingSection,
  interviewFrame,
  nextElement,
  openingSection,
  type InterviewFrame,
} from "#shared/domain/interview/frame.ts";
import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/interview.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { contentOfForm } from "../reading/queries.ts";
import { roomOfAdviser, type RoomRow } from "../rooms/queries.ts";
import { lockRoomStep, moveRoomStep, setFrameStep } from "../rooms/steps.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";

interface OwnInterview {
  readonly room: RoomRow & { readonly sittingId: string };
  readonly frame: InterviewFrame;
  readonly content: FormContent["interview"];
}

/** The interview's room as one of the session's advisers, locked; `NOT_FOUND` for anybody else's, or another kind. */
async function ownInterview(
  uow: UnitOfWork,
  accountId: string,
  roomId: string,
): Promise<Result<OwnInterview, "NOT_FOUND">> {
  await lockRoomStep(uow, roomId);
  const room = await roomOfAdviser(uow.tx, accountId, roomId);
  if (room?.kind !== "INTERVIEW" || !room.sittingId) return err("NOT_FOUND");
  const { interview } = await contentOfForm(uow.tx, room.session.formId);
  return ok({
    room: { ...room, sittingId: room.sittingId },
    frame: interviewFrame.parse(room.frame),
    content: interview,
  });
}

export const setInterviewSection: RouteHandler<typeof contract.setInterviewSection> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownInterview(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame, content } = found.value;
    const known = [openingSection, ...content.sections.map(({ id }) => id), closingSection];
    if (!known.includes(body.sectionId)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    if (frame.sectionId === body.sectionId) return ok({});
    await setFrameStep(uow, room, { ...frame, sectionId: body.sectionId, sectionSince: uow.now.toISOString() });
    uow.audit({
      actorId: actor.accountId,
      type: "interview.sectionSet",
      subjectType: "room",
      subjectId: room.id,
      data: { sectionId: body.sectionId },
    });
    return ok({});
  });

export const revealElement: RouteHandler<typeof contract.revealElement> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownInterview(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame, content } = found.value;
    if (!content.newElements.some(({ id }) => id === body.elementId)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    if (frame.revealed.some(({ elementId }) => elementId === body.elementId)) return ok({});
    if (nextElement(content.newElements, frame) !== body.elementId) return err("NOT_ALLOWED_NOW");
    const revealed = [...frame.revealed, { elementId: body.elementId, at: uow.now.toISOString() }];
    await setFrameStep(uow, room, { ...frame, revealed });
    uow.audit({
      actorId: actor.accountId,
      type: "interview.elementRevealed",
      subjectType: "room",
      subjectId: room.id,
      data: { elementId: body.elementId },
    });
    return ok({});
  });

export const closeInterview: RouteHandler<typeof contract.closeInterview> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const found = await ownInterview(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room } = found.value;
    if (room.state === "CLOSED") return ok({});
    const run = await uow.tx.activityRun.findUniqueOrThrow({
      where: { sittingId_activity: { sittingId: room.sittingId, activity: "INTERVIEW" } },
      select: { state: true },
    });
    // Time may have run out before the adviser ended it: then there is only the room to close.
    if (run.state === "OPEN" || run.state === "INTERRUPTED") {
      const moved = await moveRunStep(uow, room.sittingId, "INTERVIEW", "submit", actor.accountId);
      if (!moved.ok) return err(moved.error);
    }
    const closed = await moveRoomStep(uow, room, "close", actor.accountId);
    if (!closed.ok) return err(closed.error);
    await completeSittingIfEndedStep(uow, room.sittingId, actor.accountId);
    return ok({});
  });
