import { err, ok } from "#shared/kernel/result.ts";
import type { changePassword as contract } from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { hashPassword } from "./password.ts";
import { provePassword } from "./prove-password.ts";
import { endSessionsBut, replacePassword } from "./store.ts";

/** The other sessions end: whoever entered with the former password does not stay. */
export const changePassword: RouteHandler<typeof contract> = async (deps, actor, { body }, visit) => {
  const proven = await provePassword(deps, visit, actor.accountId, body.password);
  if (!proven.ok) return proven;
  const passwordHash = await hashPassword(body.next);
  return commit(deps, async (uow) => {
    const { accountId, authSessionId } = actor;
    // Replaced or closed by somebody meanwhile: what was checked is not the password any more.
    const { count } = await replacePassword(uow.tx, accountId, proven.value, passwordHash);
    if (count !== 1) return err("WRONG_PASSWORD");
    const ended = await endSessionsBut(uow.tx, accountId, authSessionId, uow.now);
    uow.audit({ actorId: accountId, type: "account.passwordChanged", subjectType: "account", subjectId: accountId, data: { ended } });
    return ok({ ended });
  });
};
