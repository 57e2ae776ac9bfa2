import { err, ok } from "#shared/kernel/result.ts";
import type { enterByLink as contract } from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { holdsSeat } from "../sitting/queries.ts";
import { noteSecondLoginStep } from "../sitting/steps.ts";
import { accountView } from "./queries.ts";
import { findLink, openSession, useLink } from "./store.ts";

export const enterByLink: RouteHandler<typeof contract> = (deps, actor, { body }, visit) =>
  commit(deps, async (uow) => {
    const link = await findLink(uow.tx, body.token);
    if (!link) return err("LINK_UNKNOWN");
    if (link.usedAt) return err("LINK_USED");
    if (link.expiresAt <= uow.now) return err("LINK_EXPIRED");
    // Two tabs may open the same link at once: one of them uses it.
    if (!(await useLink(uow.tx, link.id, uow.now))) return err("LINK_USED");
    const account = await accountView(uow.tx, link.accountId);
    // In the middle of an exam a link of one's own, pressed in another tab, must not take one's seat away.
    if (actor.kind === "account" && actor.accountId === link.accountId && (await holdsSeat(uow.tx, actor.authSessionId))) return ok({ account });
    const session = await openSession(uow.tx, { id: link.accountId, roles: account.roles }, uow.now);
    uow.audit({
      actorId: link.accountId,
      type: "account.enteredByLink",
      subjectType: "account",
      subjectId: link.accountId,
    });
    await noteSecondLoginStep(uow, link.accountId);
    visit.reply.setSession(session.token, session.expiresAt);
    return ok({ account });
  });
