import { languageOf } from "#shared/domain/forms/language.ts";
import { interviewFrame } from "#shared/domain/interview/frame.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/interview.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { highlightsOfSitting, notesOfSitting } from "../answers/queries.ts";
import { isOralMarkDue } from "../marking/queries.ts";
import { contentOfForm, openContent } from "../reading/queries.ts";
import { advisersOf, advisersPresent, captionedIn, hasMedia, latestRoom } from "../rooms/queries.ts";
import { interviewRun, mayOpenInterview, sittingForInterview, writtenText } from "./queries.ts";

export const interviewDesk: RouteHandler<typeof contract.interviewDesk> = async (
  deps,
  actor,
  { params: { sittingId } },
) => {
  const sitting = await sittingForInterview(deps.db, actor.accountId, sittingId);
  if (!sitting) return err("NOT_FOUND");
  const content = await contentOfForm(deps.db, sitting.formId);
  const { interview } = content;
  const room = await latestRoom(deps.db, { kind: "INTERVIEW", sittingId });
  const frame = room ? interviewFrame.parse(room.frame) : null;
  const present = await advisersPresent(deps.db, sittingId, "INTERVIEW");
  const holder = room ? advisersOf(room).find(({ peer }) => peer === room.openedById && present.has(peer)) : undefined;
  const isOpen = room !== null && room.state !== "CLOSED";
  const run = interviewRun(sitting);
  return ok({
    sittingId,
    sessionId: sitting.sessionId,
    timeZone: sitting.session.timeZone,
    peer: sitting.accountId,
    candidateName: fullName(sitting.registration),
    deliveryMode: sitting.session.deliveryMode,
    hasMedia: hasMedia(sitting.session),
    state: room === null ? ("NOT_OPENED" as const) : isOpen ? ("OPEN" as const) : ("CLOSED" as const),
    roomId: room?.id ?? null,
    mayOpen: !isOpen && mayOpenInterview(sitting),
    runState: run?.state ?? "PENDING",
    heldByName: holder?.name ?? null,
    isMarkDue: await isOralMarkDue(deps.db, { sittingId, activity: "INTERVIEW", adviserId: actor.accountId }),
    endsAt: run?.endsAt?.toISOString() ?? null,
    sectionId: isOpen ? (frame?.sectionId ?? null) : null,
    sectionSince: isOpen ? (frame?.sectionSince ?? null) : null,
    language: languageOf(content),
    opening: interview.opening,
    sections: interview.sections,
    closing: interview.closing,
    elements: interview.newElements.map((element) => ({
      ...element,
      revealedAt: frame?.revealed.find(({ elementId }) => elementId === element.id)?.at ?? null,
    })),
    writtenText: await writtenText(deps.db, sitting),
    serverNow: deps.clock.now().toISOString(),
  });
};

/** What the adviser has revealed, and nothing that is still to come. */
export const myInterview: RouteHandler<typeof contract.myInterview> = async (
  deps,
  actor,
  { params: { sittingId } },
) => {
  const opened = await openContent(deps.db, actor, sittingId, "INTERVIEW");
  if (!opened.ok) return opened;
  const { content } = opened.value;
  const room = await latestRoom(deps.db, { kind: "INTERVIEW", sittingId });
  if (!room || room.state === "CLOSED") return err("ROOM_NOT_OPEN");
  const run = await deps.db.activityRun.findUniqueOrThrow({
    where: { sittingId_activity: { sittingId, activity: "INTERVIEW" } },
    select: { endsAt: true },
  });
  const frame = interviewFrame.parse(room.frame);
  return ok({
    sittingId,
    roomId: room.id,
    hasMedia: hasMedia(room.session),
    endsAt: run.endsAt?.toISOString() ?? null,
    sectionTitle: content.interview.sections.find(({ id }) => id === frame.sectionId)?.title ?? null,
    language: languageOf(content),
    situation: content.situation,
    elements: frame.revealed.flatMap(({ elementId, at }) => {
      const element = content.interview.newElements.find(({ id }) => id === elementId);
      return element ? [{ ...element, revealedAt: at }] : [];
    }),
    hasCaptions: (await captionedIn(deps.db, [sittingId])).has(sittingId),
    notes: await notesOfSitting(deps.db, sittingId),
    highlights: await highlightsOfSitting(deps.db, sittingId),
    me: actor.accountId,
    advisers: advisersOf(room).map(({ peer, name }) => ({ peer, name })),
    serverNow: deps.clock.now().toISOString(),
  });
};
