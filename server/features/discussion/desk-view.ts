import { gateOutcome, handOf } from "#shared/domain/discussion/frame.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { discussionDesk as contract } from "#shared/protocol/discussion.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { contentOfForm } from "../reading/queries.ts";
import { captionersOf, hasMedia } from "../rooms/queries.ts";
import { absencesIn } from "./absences.ts";
import {
  clockView,
  floorOf,
  isReady,
  mayOpenDiscussion,
  runOf,
  sessionForDiscussion,
  type DiscussionSitting,
} from "./queries.ts";

export const discussionDesk: RouteHandler<typeof contract> = async (deps, actor, { params }) => {
  const session = await sessionForDiscussion(deps.db, actor.accountId, params.sessionId);
  if (!session) return err("NOT_FOUND");
  const { room, frame } = session;
  const content = await contentOfForm(deps.db, session.formId);
  const isOpen = room !== null && room.state !== "CLOSED";
  const participants = new Set(frame?.participants);
  const evaluators: readonly string[] = frame?.evaluators ?? [];
  const runs = session.sittings
    .filter(({ id }) => participants.has(id))
    .flatMap((sitting) => runOf(sitting, "DISCUSSION") ?? []);
  const now = deps.clock.now();
  const absences =
    room && frame && isOpen && hasMedia(session)
      ? await absencesIn(deps.db, { roomId: room.id, openedAt: room.openedAt, frame }, now)
      : new Map<string, never>();
  return ok({
    sessionId: session.id,
    deliveryMode: session.deliveryMode,
    timeZone: session.timeZone,
    hasMedia: hasMedia(session),
    state: room === null ? ("NOT_OPENED" as const) : isOpen ? ("OPEN" as const) : ("CLOSED" as const),
    roomId: room?.id ?? null,
    mayOpen: mayOpenDiscussion(session),
    clock: frame && isOpen ? clockView(frame, runs) : null,
    floor: room && isOpen ? await floorOf(deps.db, room.id) : null,
    language: languageOf(content),
    ...content.discussion,
    captioners: room && isOpen ? captionersOf(room).map(({ name }) => name) : [],
    advisers: session.advisers.map(({ account }) => ({
      accountId: account.id,
      name: fullName(account),
      isMe: account.id === actor.accountId,
      isEvaluator: evaluators.includes(account.id),
    })),
    people: session.sittings.map((sitting) => {
      const document = content.documents.find(({ id }) => id === sitting.documentId);
      return {
        sittingId: sitting.id,
        peer: sitting.accountId,
        name: fullName(sitting.registration),
        isParticipant: participants.has(sitting.id),
        isReady: isReady(sitting),
        runState: runOf(sitting, "DISCUSSION")?.state ?? "PENDING",
        documentTitle: document?.title ?? "",
        facts: document?.facts ?? [],
        given: sitting.prompts.map(({ text, createdAt, adviser }) => ({
          text,
          byName: fullName(adviser),
          at: createdAt.toISOString(),
        })),
        handAt: (frame && isOpen && handOf(frame, sitting.id)?.since) || null,
        absence: absences.get(sitting.id) ?? null,
        absences: sitting.absences.map(({ kind, reason, decidedAt, adviser }) => ({
          outcome: kind,
          reason,
          byName: fullName(adviser),
          at: decidedAt.toISOString(),
        })),
        gate: gateView(sitting, actor.accountId, evaluators.includes(actor.accountId)),
      };
    }),
    serverNow: now.toISOString(),
  });
};

/** The other's opinion shows only once both are given: until then it could lean on one's own. */
function gateView(sitting: DiscussionSitting, accountId: string, isEvaluator: boolean) {
  const mine = sitting.gateOpinions.find(({ adviserId }) => adviserId === accountId);
  const isOver = runOf(sitting, "DISCUSSION")?.state === "COMPLETED" && runOf(sitting, "WRITING")?.state === "PENDING";
  return {
    outcome: gateOutcome(sitting.gateOpinions),
    mine: mine ? { hasParticipated: mine.hasParticipated, reasons: mine.reasons } : null,
    isOtherGiven: sitting.gateOpinions.some(({ adviserId }) => adviserId !== accountId),
    mayGive: isEvaluator && isOver && !mine,
  };
}
