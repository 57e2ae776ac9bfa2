import { err, ok } from "#shared/kernel/result.ts";
import type { signIn as contract } from "#shared/protocol/accounts.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { checkPassword } from "./password.ts";
import { accountView } from "./queries.ts";
import { findByEmail, openSession, spendTotpStep } from "./store.ts";
import { acceptedStep } from "./totp.ts";

/** One answer for «unknown address» and «wrong password», after the same work. */
export const signIn: RouteHandler<typeof contract> = async (deps, _actor, { body }, visit) => {
  const account = await findByEmail(deps.db, body.email);
  if (!(await checkPassword(account?.passwordHash, body.password)) || !account) return err("WRONG_CREDENTIALS");
  return commit(deps, async (uow) => {
    if (account.totpEnabled && account.totpSecret) {
      if (!body.code) return err("TOTP_REQUIRED");
      const step = acceptedStep(account.totpSecret, account.email, body.code, uow.now);
      if (step === undefined || !(await spendTotpStep(uow.tx, account.id, step))) return err("WRONG_TOTP");
    }
    const session = await openSession(uow.tx, account, uow.now);
    uow.audit({ actorId: account.id, type: "account.signedIn", subjectType: "account", subjectId: account.id });
    visit.reply.setSession(session.token, session.expiresAt);
    return ok({ account: await accountView(uow.tx, account.id) });
  });
};
