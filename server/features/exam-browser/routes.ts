import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/exam-browser.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { mayRuleSession } from "../lockdown/queries.ts";
import { addKey, endKey } from "./browser-keys.ts";
import { campaignFile, chooseCampaign, createCampaign } from "./campaigns.ts";
import { override, release } from "./let-in.ts";
import { askNonce, leave, openClient, prove, stateOf } from "./prove.ts";
import { campaignViews, sessionBrowsers } from "./queries.ts";

export const examBrowserRoutes: readonly BoundRoute[] = [
  serve(contract.examBrowserState, stateOf),
  serve(contract.openExamBrowser, openClient),
  serve(contract.examBrowserFile, campaignFile),
  serve(contract.askExamBrowserNonce, askNonce),
  serve(contract.proveExamBrowser, prove),
  serve(contract.leaveExamBrowser, leave),
  serve(contract.sessionExamBrowsers, async ({ db }, actor, { params: { sessionId } }) => {
    if (!(await mayRuleSession(db, actor, sessionId))) return err("NOT_FOUND");
    return ok(await sessionBrowsers(db, sessionId));
  }),
  serve(contract.chooseExamBrowser, chooseCampaign),
  serve(contract.examBrowserCampaigns, async ({ db }) => ok({ campaigns: await campaignViews(db) })),
  serve(contract.createExamBrowserCampaign, createCampaign),
  serve(contract.addExamBrowserKey, addKey),
  serve(contract.endExamBrowserKey, endKey),
  serve(contract.overrideExamBrowser, override),
  serve(contract.releaseExamBrowser, release),
];
