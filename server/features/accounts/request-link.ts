import { ok } from "#shared/kernel/result.ts";
import type { requestLink as contract } from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { findByEmail } from "./store.ts";

/** Never says whether an address is known. The link itself is made where the message is written. */
export const requestLink: RouteHandler<typeof contract> = async (deps, _actor, { body }) => {
  const account = await findByEmail(deps.db, body.email);
  if (!account?.roles.includes("CANDIDATE")) return ok({});
  return commit(deps, async (uow) => {
    uow.outbox("account.linkRequested", { accountId: account.id });
    uow.audit({ actorId: account.id, type: "account.linkRequested", subjectType: "account", subjectId: account.id });
    return ok({});
  });
};
