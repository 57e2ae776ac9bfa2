import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { sessionReport as reportContract, signReport as signContract } from "#shared/protocol/session-log.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { lockSessionStep } from "../scheduling/steps.ts";
import { toldLate } from "../integrity/queries.ts";
import { advisesSession } from "../sitting/queries.ts";
import { reportOf } from "./report.ts";
import { addSignature } from "./store.ts";

export const sessionReport: RouteHandler<typeof reportContract> = async ({ db }, actor, { params: { sessionId } }) => {
  const isAdviser = await advisesSession(db, actor.accountId, sessionId);
  const isOffice = actor.roles.includes("DIRECTOR") && (await db.session.count({ where: { id: sessionId, isPractice: false } })) === 1;
  if (!isAdviser && !isOffice) return err("NOT_FOUND");
  const { content, contentHash } = await reportOf(db, sessionId);
  const rows = await db.sessionSignature.findMany({
    where: { sessionId },
    select: { signerId: true, signerName: true, contentHash: true, signedAt: true },
    orderBy: [{ signedAt: "asc" }, { id: "asc" }],
  });
  const advisers = await db.sessionAdviser.findMany({
    where: { sessionId },
    select: { accountId: true, account: { select: { givenName: true, familyName: true } } },
  });
  const hasSigned = (accountId: string): boolean =>
    rows.some((row) => row.signerId === accountId && row.contentHash === contentHash);
  const late = Map.groupBy(await toldLate(db, content.people.map(({ sittingId }) => sittingId)), ({ sittingId }) => sittingId);
  return ok({
    content,
    contentHash,
    toldLate: content.people.flatMap(({ sittingId, name }) => {
      const entries = late.get(sittingId);
      return entries ? [{ sittingId, name, entries }] : [];
    }),
    signatures: rows.map((row) => ({
      name: row.signerName,
      at: row.signedAt.toISOString(),
      contentHash: row.contentHash,
      isCurrent: row.contentHash === contentHash,
      isMine: row.signerId === actor.accountId,
    })),
    awaited: advisers
      .filter(({ accountId }) => !hasSigned(accountId))
      .map(({ account }) => `${account.givenName} ${account.familyName}`)
      .toSorted(),
    maySign: isAdviser && content.state === "HELD" && !hasSigned(actor.accountId),
  });
};

/** Somebody signs what they have read: of facts that changed meanwhile they are told first. */
export const signReport: RouteHandler<typeof signContract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    await lockSessionStep(uow, sessionId);
    const { content, contentHash } = await reportOf(uow.tx, sessionId);
    if (content.state !== "HELD") return err("NOT_ALLOWED_NOW");
    if (contentHash !== body.contentHash) return err("STATE_CHANGED");
    const { givenName, familyName } = await uow.tx.account.findUniqueOrThrow({
      where: { id: actor.accountId },
      select: { givenName: true, familyName: true },
    });
    const isNew = await addSignature(uow.tx, {
      sessionId,
      signerId: actor.accountId,
      signerName: `${givenName} ${familyName}`,
      contentHash,
      content,
      signedAt: uow.now,
    });
    if (isNew)
      uow.audit({
        actorId: actor.accountId,
        type: "sessionReport.signed",
        subjectType: "session",
        subjectId: sessionId,
        data: { contentHash },
      });
    uow.hint(topicOf.session(sessionId));
    return ok({});
  });
