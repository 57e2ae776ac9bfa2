import { err, ok } from "#shared/kernel/result.ts";
import type { addOwnNote as contract } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "../sitting/queries.ts";
import { addNote } from "./store.ts";

/** During the exam or afterwards: a line of the record never stands without what its person says of it. */
export const addOwnNote: RouteHandler<typeof contract> = (deps, actor, { params, body: { text } }) =>
  commit(deps, async (uow) => {
    const { sittingId, observationId } = params;
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const observation = await uow.tx.observation.findFirst({
      where: { id: observationId, sittingId },
      select: { sitting: { select: { sessionId: true } } },
    });
    if (!observation) return err("NOT_FOUND");
    const { id } = await addNote(uow.tx, { observationId, sittingId, text, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "observation.noted",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { observationId, noteId: id },
    });
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(observation.sitting.sessionId));
    return ok({});
  });
