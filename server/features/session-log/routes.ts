import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import * as contract from "#shared/protocol/session-log.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { advisesSession } from "../sitting/queries.ts";
import { logOf } from "./queries.ts";
import { sessionReport, signReport } from "./sign-report.ts";
import { addEntry, addReading } from "./store.ts";

export const sessionLogRoutes: readonly BoundRoute[] = [
  serve(contract.sessionLog, async ({ db }, actor, { params: { sessionId } }) => {
    if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
    return ok(await logOf(db, sessionId, actor.accountId));
  }),
  serve(contract.addLogEntry, (deps, actor, { params: { sessionId }, body: { kind, text } }) =>
    commit(deps, async (uow) => {
      if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
      const { id } = await addEntry(uow.tx, { sessionId, authorId: actor.accountId, kind, text, createdAt: uow.now });
      uow.audit({
        actorId: actor.accountId,
        type: "sessionLog.added",
        subjectType: "session",
        subjectId: sessionId,
        data: { entryId: id, kind },
      });
      uow.hint(topicOf.session(sessionId));
      return ok({ entryId: id });
    }),
  ),
  serve(contract.readHandover, (deps, actor, { params: { sessionId, entryId } }) =>
    commit(deps, async (uow) => {
      const entry = await uow.tx.sessionLogEntry.findFirst({
        where: { id: entryId, sessionId, kind: "HANDOVER" },
        select: { id: true },
      });
      if (!entry || !(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
      await addReading(uow.tx, { entryId, readerId: actor.accountId, readAt: uow.now });
      uow.hint(topicOf.session(sessionId));
      return ok({});
    }),
  ),
  serve(contract.sessionReport, sessionReport),
  serve(contract.signReport, signReport),
];
