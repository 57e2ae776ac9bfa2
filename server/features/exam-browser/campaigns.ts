import { randomBytes, randomUUID } from "node:crypto";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/exam-browser.ts";
import { randomToken } from "../../platform/hash.ts";
import { configKeyOf } from "../../platform/seb/config-key.ts";
import { sebFile } from "../../platform/seb/container.ts";
import { plistOf } from "../../platform/seb/plist.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { mayRuleSession } from "../lockdown/queries.ts";
import { campaignSettings } from "./settings.ts";
import { addCampaign, setSessionCampaign } from "./store.ts";

export const createCampaign: RouteHandler<typeof contract.createExamBrowserCampaign> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const id = randomUUID();
    const quitToken = randomBytes(16).toString("hex");
    const quitPassword = randomToken().slice(0, 12);
    const { publicUrl } = deps.config;
    const settings = campaignSettings({ publicUrl, campaignId: id, quitToken, quitPassword, salt: randomBytes(32) });
    const configKey = configKeyOf(settings);
    await addCampaign(uow.tx, {
      id,
      name: body.name,
      plist: plistOf(settings),
      configKey,
      quitToken,
      password: body.password,
      quitPassword,
      createdById: actor.accountId,
      createdAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "examBrowser.campaignCreated",
      subjectType: "examBrowserCampaign",
      subjectId: id,
      data: { configKey, isSealed: body.password !== null },
    });
    return ok({ campaignId: id });
  });

/** Settled before the session starts: nobody finds another door in the middle of an exam. */
export const chooseCampaign: RouteHandler<typeof contract.chooseExamBrowser> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await mayRuleSession(uow.tx, actor, sessionId))) return err("NOT_FOUND");
    const [session] = await uow.tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM "Session" WHERE id = ${sessionId}::uuid FOR NO KEY UPDATE`;
    if (session?.state !== "OPEN") return err("NOT_ALLOWED_NOW");
    const { campaignId } = body;
    if (campaignId !== null && (await uow.tx.sebCampaign.count({ where: { id: campaignId } })) === 0) return err("NOT_FOUND");
    const choice = campaignId === null ? null : { campaignId, chosenById: actor.accountId, createdAt: uow.now };
    await setSessionCampaign(uow.tx, sessionId, choice);
    uow.audit({ actorId: actor.accountId, type: "examBrowser.chosen", subjectType: "session", subjectId: sessionId, data: { campaignId } });
    return ok({});
  });

/** Anybody may have the file: it opens nothing by itself, and whoever has no account gets no further than the door. */
export const campaignFile: RouteHandler<typeof contract.examBrowserFile> = async ({ db }, _actor, { params: { campaignId } }) => {
  const campaign = await db.sebCampaign.findUnique({ where: { id: campaignId }, select: { plist: true, password: true } });
  if (!campaign) return err("NOT_FOUND");
  return ok({ bytes: sebFile(campaign.plist, campaign.password), mime: "application/seb", fileName: "campagne.seb" });
};
