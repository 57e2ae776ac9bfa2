import { err, ok } from "#shared/kernel/result.ts";
import type { requestLink as contract } from "#shared/protocol/accounts.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { findByEmail } from "./store.ts";

/** Messages that one address is sent in a quarter of an hour, whoever asks for them: a link lives three days. */
const perAddressee = { links: 5, seconds: 15 * 60 } as const;

/** Never says whether an address is known. The link itself is made where the message is written. */
export const requestLink: RouteHandler<typeof contract> = async (deps, _actor, { body }, visit) => {
  // Counted before anybody looks whether the address is known.
  if (!(await visit.take("link", sha256Hex(body.email), perAddressee.links, perAddressee.seconds))) return err("TOO_MANY_REQUESTS");
  const account = await findByEmail(deps.db, body.email);
  if (!account?.roles.includes("CANDIDATE")) return ok({});
  return commit(deps, async (uow) => {
    uow.outbox("account.linkRequested", { accountId: account.id });
    uow.audit({ actorId: account.id, type: "account.linkRequested", subjectType: "account", subjectId: account.id });
    return ok({});
  });
};
