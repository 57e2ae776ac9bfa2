import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { signIn as contract } from "#shared/protocol/accounts.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler, Visit } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { noteSecondLoginStep } from "../sitting/steps.ts";
import { knownBrowserOf, newKnownBrowser } from "./known-browser.ts";
import { checkPassword } from "./password.ts";
import { accountView } from "./queries.ts";
import { findByEmail, openSession, spendTotpStep } from "./store.ts";
import { acceptedStep, codeWasRight, mayTryCode } from "./totp.ts";

/** Under a digest of the address that was typed, known or not: the record shows who is tried, and not who exists. */
const noteFailure = (deps: Deps, email: string, code: "WRONG_CREDENTIALS" | "WRONG_TOTP") =>
  commit(deps, async (uow) => {
    const subjectId = sha256Hex(email);
    uow.audit({ actorId: null, type: "signIn.refused", subjectType: "signIn", subjectId, data: { code } });
    return ok(null);
  });

interface Entered {
  readonly account: Awaited<ReturnType<typeof accountView>>;
}

/**
 * Who guesses from one place is slowed down soon. Many places at once count together; the browsers in which the person
 * has signed in before are counted one by one instead, so that nobody keeps a person out of their own browser.
 */
const triesPerMinute = { fromOnePlace: 10, fromEverywhere: 60 } as const;

async function mayTry(visit: Visit, tried: string, browser: string | undefined): Promise<boolean> {
  if (browser !== undefined) return visit.take("signIn.browser", browser, triesPerMinute.fromOnePlace);
  return (
    (await visit.take("signIn.pair", `${tried} ${visit.address}`, triesPerMinute.fromOnePlace)) &&
    (await visit.take("signIn.account", tried, triesPerMinute.fromEverywhere))
  );
}

/** One answer for «unknown address» and «wrong password», after the same work. */
export const signIn: RouteHandler<typeof contract> = async (deps, _actor, { body }, visit) => {
  const tried = sha256Hex(body.email);
  const { secret } = deps.config;
  const browser = knownBrowserOf(secret, tried, visit.knownBrowser);
  if (!(await mayTry(visit, tried, browser))) return err("TOO_MANY_REQUESTS");
  const account = await findByEmail(deps.db, body.email);
  if (!(await checkPassword(account?.passwordHash, body.password)) || !account) {
    await noteFailure(deps, body.email, "WRONG_CREDENTIALS");
    return err("WRONG_CREDENTIALS");
  }
  // Only somebody who has the password comes here: their guesses at the code are few.
  const guesses = browser ?? account.id;
  if (account.totpEnabled && body.code && !(await mayTryCode(visit, guesses))) return err("TOO_MANY_REQUESTS");
  const entered = await commit(deps, async (uow): Promise<Result<Entered, "TOTP_REQUIRED" | "WRONG_TOTP">> => {
    if (account.totpEnabled && account.totpSecret) {
      if (!body.code) return err("TOTP_REQUIRED");
      const step = acceptedStep(account.totpSecret, account.email, body.code, uow.now);
      if (step === undefined || !(await spendTotpStep(uow.tx, account.id, step))) return err("WRONG_TOTP");
    }
    const session = await openSession(uow.tx, account, uow.now);
    uow.audit({ actorId: account.id, type: "account.signedIn", subjectType: "account", subjectId: account.id });
    await noteSecondLoginStep(uow, account.id);
    visit.reply.setSession(session.token, session.expiresAt);
    return ok({ account: await accountView(uow.tx, account.id) });
  });
  if (entered.ok && account.totpEnabled) await codeWasRight(visit, guesses);
  if (entered.ok) visit.reply.knowBrowser(newKnownBrowser(secret, tried));
  if (!entered.ok && entered.error === "WRONG_TOTP") await noteFailure(deps, body.email, "WRONG_TOTP");
  return entered;
};
