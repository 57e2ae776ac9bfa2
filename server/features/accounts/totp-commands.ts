import { err, ok } from "#shared/kernel/result.ts";
import type { confirmTotp as confirmContract, startTotp as startContract } from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { accountView } from "./queries.ts";
import { enableTotp, offerTotp, spendTotpStep } from "./store.ts";
import { acceptedStep, newTotpSecret, totpUri } from "./totp.ts";

const secretOf = { email: true, totpSecret: true, totpEnabled: true } as const;

export const startTotp: RouteHandler<typeof startContract> = (deps, actor) =>
  commit(deps, async (uow) => {
    const secret = newTotpSecret();
    const { count } = await offerTotp(uow.tx, actor.accountId, secret);
    if (count !== 1) return err("NOT_ALLOWED_NOW");
    const { email } = await uow.tx.account.findUniqueOrThrow({ where: { id: actor.accountId }, select: secretOf });
    return ok({ secret, uri: totpUri(secret, email) });
  });

export const confirmTotp: RouteHandler<typeof confirmContract> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const account = await uow.tx.account.findUniqueOrThrow({ where: { id: actor.accountId }, select: secretOf });
    if (account.totpEnabled || !account.totpSecret) return err("NOT_ALLOWED_NOW");
    const step = acceptedStep(account.totpSecret, account.email, body.code, uow.now);
    if (step === undefined || !(await spendTotpStep(uow.tx, actor.accountId, step))) return err("WRONG_TOTP");
    await enableTotp(uow.tx, actor.accountId);
    uow.audit({
      actorId: actor.accountId,
      type: "account.totpEnabled",
      subjectType: "account",
      subjectId: actor.accountId,
    });
    return ok({ account: await accountView(uow.tx, actor.accountId) });
  });
