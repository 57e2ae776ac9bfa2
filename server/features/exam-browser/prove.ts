import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/exam-browser.ts";
import { randomToken, sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { createLinkStep } from "../accounts/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { expectedOf, judgeRequest, nonceIn, pagePath } from "./guard.ts";
import { comparedKeys, judgeKeys } from "./judge-keys.ts";
import { noteCheckStep } from "./lock-steps.ts";
import { guardedSitting, nonceOf } from "./queries.ts";
import { quitPath } from "./settings.ts";
import { addNonce, burnNonce } from "./store.ts";

/** Long enough for a page to load on a slow line. */
const loadMs = 2 * 60_000;
const proofMs = 12 * 3_600_000;
const linkMs = 15 * 60_000;
const over = ["COMPLETED", "NOT_COMPLETED", "ABSENT"];

export const stateOf: RouteHandler<typeof contract.examBrowserState> = async (deps, actor, { params: { sittingId } }, visit) => {
  const sitting = await guardedSitting(deps.db, actor.accountId, { sittingId });
  if (!sitting) return err("NOT_FOUND");
  if (!sitting.session.examBrowser || over.includes(sitting.state)) return ok({ isRequired: false, state: "NOT_REQUIRED" as const });
  if (sitting.sebOverrides.length > 0) return ok({ isRequired: true, state: "OVERRIDDEN" as const });
  const { verdict } = await judgeRequest(deps, actor, visit.request, sitting);
  const isLocked = sitting.sebLocks.length > 0;
  return ok({ isRequired: true, state: verdict !== "OK" ? ("NOT_PROVEN" as const) : isLocked ? ("LOCKED" as const) : ("PROVEN" as const) });
};

/** Opens the client on this machine: the person need not sign in there again. */
export const openClient: RouteHandler<typeof contract.openExamBrowser> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const sitting = await guardedSitting(uow.tx, actor.accountId, { sittingId });
    if (!sitting) return err("NOT_FOUND");
    if (!sitting.session.examBrowser || over.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
    const { token } = await createLinkStep(uow, actor.accountId, linkMs);
    const { protocol, host } = new URL(deps.config.publicUrl);
    const scheme = protocol === "https:" ? "sebs" : "seb";
    const path = `/api/exam-browser/${sitting.session.examBrowser.campaign.id}/campagne.seb`;
    return ok({ link: `${scheme}://${host}${path}?jeton=${token}&seance=${sittingId}` });
  });

export const askNonce: RouteHandler<typeof contract.askExamBrowserNonce> = async (deps, actor, { params: { sittingId } }) => {
  const sitting = await guardedSitting(deps.db, actor.accountId, { sittingId });
  if (!sitting) return err("NOT_FOUND");
  if (!sitting.session.examBrowser || over.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
  const nonce = randomToken();
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + loadMs);
  await addNonce(deps.db, { sittingId, authSessionId: actor.authSessionId, nonceHash: sha256Hex(nonce), createdAt: now, expiresAt });
  return ok({ path: pagePath(sittingId, nonce) });
};

/** The address was given to this very browser, was not used before, and what the client says is of that address. */
export const prove: RouteHandler<typeof contract.proveExamBrowser> = async (deps, actor, { params: { sittingId }, body }, visit) => {
  const sitting = await guardedSitting(deps.db, actor.accountId, { sittingId });
  if (!sitting) return err("NOT_FOUND");
  if (!sitting.session.examBrowser || over.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
  const nonce = nonceIn(body.page, sittingId);
  const found = nonce === undefined ? null : await nonceOf(deps.db, sittingId, actor.authSessionId, sha256Hex(nonce));
  const now = deps.clock.now();
  if (!found || found.provenAt || found.expiresAt <= now) return err("EXAM_BROWSER_PROOF");
  const url = `${deps.config.publicUrl}${body.page}`;
  const expected = expectedOf(sitting, now);
  const received = { config: body.configKey, browser: body.browserExamKey };
  const verdict = judgeKeys(expected, url, received);
  const isBurnt = await commit(deps, async (uow) => {
    await noteCheckStep(uow, actor, sitting, {
      outcome: verdict,
      way: "PAGE",
      url,
      ...comparedKeys(expected, url, received, verdict),
      userAgent: (visit.request.header("user-agent") ?? "").slice(0, 300),
    });
    if (verdict !== "OK") return ok(false);
    return ok(await burnNonce(uow.tx, found.id, uow.now, new Date(uow.now.getTime() + proofMs)));
  });
  if (verdict !== "OK") return err("EXAM_BROWSER_NEEDED");
  return isBurnt.ok && isBurnt.value ? ok({}) : err("EXAM_BROWSER_PROOF");
};

/** The client ends itself at a random address, and never before the server holds everything. */
export const leave: RouteHandler<typeof contract.leaveExamBrowser> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const sitting = await guardedSitting(uow.tx, actor.accountId, { sittingId });
    if (!sitting) return err("NOT_FOUND");
    if (!sitting.session.examBrowser || !over.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
    await observeStep(uow, sittingId, "EXAM_BROWSER_END", {}, null);
    return ok({ quitUrl: `${deps.config.publicUrl}${quitPath(sitting.session.examBrowser.campaign.quitToken)}` });
  });
