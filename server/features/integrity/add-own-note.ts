import { err, ok } from "#shared/kernel/result.ts";
import type { addOwnNote as contract, RecordLine } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "../sitting/queries.ts";
import { addNote, type LineReference } from "./store.ts";

/** During the exam or afterwards: a line of the record never stands without what its person says of it. */
export const addOwnNote: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body: { line, text } }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const reference = await referenceTo(uow.tx, sittingId, line);
    if (!reference) return err("NOT_FOUND");
    const { id } = await addNote(uow.tx, { ...reference, sittingId, text, createdAt: uow.now });
    const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { sessionId: true } });
    uow.audit({
      actorId: actor.accountId,
      type: "record.noted",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { ...reference, noteId: id },
    });
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sessionId));
    return ok({});
  });

/** Undefined where the record of this sitting has no such line. */
async function referenceTo(tx: Tx, sittingId: string, { kind, id }: RecordLine): Promise<LineReference | undefined> {
  switch (kind) {
    case "FACT":
      return (await tx.observation.count({ where: { id, sittingId } })) > 0 ? { observationId: id } : undefined;
    case "TIME": {
      const entry = await tx.timeEntry.findFirst({ where: { id, run: { sittingId } }, select: { runId: true } });
      return entry ? { timeEntryId: id, runId: entry.runId } : undefined;
    }
    case "IDENTITY":
      return (await tx.identityCheck.count({ where: { id, sittingId } })) > 0 ? { identityCheckId: id } : undefined;
  }
}
