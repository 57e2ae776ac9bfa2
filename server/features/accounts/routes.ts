import { ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/accounts.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { changePassword } from "./change-password.ts";
import { enterByLink } from "./enter-by-link.ts";
import { accountView } from "./queries.ts";
import { requestLink } from "./request-link.ts";
import { signIn } from "./sign-in.ts";
import { revokeSession } from "./store.ts";
import { confirmTotp, endOtherSessions, startTotp } from "./totp-commands.ts";

export const accountRoutes: readonly BoundRoute[] = [
  serve(contract.publicConfig, async ({ config, clock }) =>
    ok({
      isDemonstration: config.isDemonstration,
      hasEnglish: config.hasEnglish,
      hasDevelopmentMailbox: config.smtpUrl === undefined && config.env !== "production",
      publicUrl: config.publicUrl,
      serverNow: clock.now().toISOString(),
    }),
  ),
  serve(contract.me, async ({ db }, actor) =>
    ok({ account: actor.kind === "account" ? await accountView(db, actor.accountId) : null }),
  ),
  serve(contract.signIn, signIn),
  serve(contract.signOut, (deps, actor, _input, visit) =>
    commit(deps, async (uow) => {
      await revokeSession(uow.tx, actor.authSessionId, uow.now);
      visit.reply.clearSession();
      return ok({});
    }),
  ),
  serve(contract.enterByLink, enterByLink),
  serve(contract.requestLink, requestLink),
  serve(contract.startTotp, startTotp),
  serve(contract.confirmTotp, confirmTotp),
  serve(contract.changePassword, changePassword),
  serve(contract.endOtherSessions, endOtherSessions),
];
