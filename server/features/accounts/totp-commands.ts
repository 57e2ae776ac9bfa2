import { err, ok, type Result } from "#shared/kernel/result.ts";
import type {
  confirmTotp as confirmContract,
  endOtherSessions as endContract,
  startTotp as startContract,
} from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { provePassword } from "./prove-password.ts";
import { accountView } from "./queries.ts";
import { enableTotp, endSessionsBut, offerTotp, spendTotpStep } from "./store.ts";
import { acceptedStep, codeWasRight, mayTryCode, newTotpSecret, totpUri } from "./totp.ts";

const secretOf = { email: true, totpSecret: true, totpEnabled: true } as const;

export const startTotp: RouteHandler<typeof startContract> = async (deps, actor, { body }, visit) => {
  const proven = await provePassword(deps, visit, actor.accountId, body.password);
  if (!proven.ok) return proven;
  return commit(deps, async (uow) => {
    const secret = newTotpSecret();
    const { count } = await offerTotp(uow.tx, actor.accountId, secret);
    if (count !== 1) return err("NOT_ALLOWED_NOW");
    const { email } = await uow.tx.account.findUniqueOrThrow({ where: { id: actor.accountId }, select: secretOf });
    return ok({ secret, uri: totpUri(secret, email) });
  });
};

type Confirmed = Result<{ readonly account: Awaited<ReturnType<typeof accountView>> }, "NOT_ALLOWED_NOW" | "WRONG_TOTP">;

/** The other sessions end: whoever entered without the code does not stay. */
export const confirmTotp: RouteHandler<typeof confirmContract> = async (deps, actor, { body }, visit) => {
  const proven = await provePassword(deps, visit, actor.accountId, body.password);
  if (!proven.ok) return proven;
  if (!(await mayTryCode(visit, actor.accountId))) return err("TOO_MANY_REQUESTS");
  const confirmed = await commit(deps, async (uow): Promise<Confirmed> => {
    const account = await uow.tx.account.findUniqueOrThrow({ where: { id: actor.accountId }, select: secretOf });
    if (account.totpEnabled || !account.totpSecret) return err("NOT_ALLOWED_NOW");
    const step = acceptedStep(account.totpSecret, account.email, body.code, uow.now);
    if (step === undefined || !(await spendTotpStep(uow.tx, actor.accountId, step))) return err("WRONG_TOTP");
    await enableTotp(uow.tx, actor.accountId);
    const ended = await endSessionsBut(uow.tx, actor.accountId, actor.authSessionId, uow.now);
    uow.audit({
      actorId: actor.accountId,
      type: "account.totpEnabled",
      subjectType: "account",
      subjectId: actor.accountId,
      data: { ended },
    });
    return ok({ account: await accountView(uow.tx, actor.accountId) });
  });
  if (confirmed.ok) await codeWasRight(visit, actor.accountId);
  return confirmed;
};

export const endOtherSessions: RouteHandler<typeof endContract> = (deps, actor) =>
  commit(deps, async (uow) => {
    const { accountId, authSessionId } = actor;
    const ended = await endSessionsBut(uow.tx, accountId, authSessionId, uow.now);
    uow.audit({ actorId: accountId, type: "account.otherSessionsEnded", subjectType: "account", subjectId: accountId, data: { ended } });
    return ok({ ended });
  });
