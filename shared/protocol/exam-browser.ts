import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute, file } from "./define.ts";

/** Safe Exam Browser, where a session is sat in it. The client's keys come with every request, in its own headers or in ours. */

const sittingParams = z.object({ sittingId: id });
const sessionParams = z.object({ sessionId: id });
const campaignParams = z.object({ campaignId: id });
const hash = z.string().regex(/^[0-9a-fA-F]{64}$/);

/** Where a client cannot send headers, the page tells what the client gave it, with every request. */
export const pageHeaders = {
  page: "x-exam-browser-page",
  config: "x-exam-browser-config-key",
  browser: "x-exam-browser-exam-key",
} as const;
/** What the client itself sends, where it can. */
export const clientHeaders = {
  config: "x-safeexambrowser-configkeyhash",
  browser: "x-safeexambrowser-requesthash",
} as const;

/** Whether this sitting is sat in the client, and how this very browser stands to it. */
export const examBrowserState = defineRoute({
  name: "examBrowserState",
  method: "GET",
  path: "/api/sittings/:sittingId/exam-browser",
  summary: "Whether the exam is sat in Safe Exam Browser, and whether this browser is proven to be it.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({
    isRequired: z.boolean(),
    state: z.enum(["NOT_REQUIRED", "PROVEN", "OVERRIDDEN", "LOCKED", "NOT_PROVEN"]),
  }),
  errors: [],
  outsideExamBrowser: true,
});

export const openExamBrowser = defineRoute({
  name: "openExamBrowser",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/opening",
  summary: "The link that opens the client for this person, with a one-time way in.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({ link: z.string() }),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 10,
  outsideExamBrowser: true,
});

export const examBrowserFile = defineRoute({
  name: "examBrowserFile",
  method: "GET",
  path: "/api/exam-browser/:campaignId/campagne.seb",
  summary: "The client's configuration; sealed with the password that is told at the check-in, where there is one.",
  allow: "PUBLIC",
  params: campaignParams,
  output: file("application/seb"),
  errors: [],
});

export const askExamBrowserNonce = defineRoute({
  name: "askExamBrowserNonce",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/nonces",
  summary: "An address that this browser loads once, so that what the client says of it cannot be said again elsewhere.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({ path: z.string() }),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 20,
  outsideExamBrowser: true,
});

export const proveExamBrowser = defineRoute({
  name: "proveExamBrowser",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/proofs",
  summary: "What the client says of the address that was given out once; the address is burnt.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.strictObject({ page: z.string().min(1).max(300), configKey: hash, browserExamKey: hash.optional() }),
  output: z.object({}),
  errors: ["EXAM_BROWSER_NEEDED", "EXAM_BROWSER_PROOF", "NOT_ALLOWED_NOW"],
  perMinute: 20,
  outsideExamBrowser: true,
});

export const leaveExamBrowser = defineRoute({
  name: "leaveExamBrowser",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/end",
  summary: "Once the server holds everything: the address that ends the client.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({ quitUrl: z.string() }),
  errors: ["NOT_ALLOWED_NOW"],
  outsideExamBrowser: true,
});

const check = z.object({
  outcome: z.string(),
  way: z.string(),
  url: z.string(),
  expected: z.string(),
  received: z.string(),
  userAgent: z.string(),
  at: instant,
});

const campaign = z.object({
  campaignId: id,
  name: z.string(),
  configKey: z.string(),
  password: z.string().nullable(),
  quitPassword: z.string(),
  createdAt: instant,
  /** A session in it is under way: its keys stay as they are. */
  isRunning: z.boolean(),
  browserKeys: z.array(
    z.object({ keyId: id, key: z.string(), label: z.string(), validFrom: instant, validUntil: instant.nullable() }),
  ),
});

export const sessionExamBrowsers = defineRoute({
  name: "sessionExamBrowsers",
  method: "GET",
  path: "/api/sessions/:sessionId/exam-browser",
  summary: "Expected beside received, for everybody of a session.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: sessionParams,
  output: z.object({
    /** The one in which the session is sat, however old it is; null where every browser will do. */
    campaign: campaign.nullable(),
    sittings: z.array(
      z.object({
        sittingId: id,
        name: z.string(),
        lockedAt: instant.nullable(),
        override: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
        checks: z.array(check),
      }),
    ),
  }),
  errors: [],
});

export const chooseExamBrowser = defineRoute({
  name: "chooseExamBrowser",
  method: "POST",
  path: "/api/sessions/:sessionId/exam-browser",
  summary: "The session is sat in the client of this campaign, or in any browser; chosen before it starts.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: sessionParams,
  body: z.strictObject({ campaignId: id.nullable() }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});

export const examBrowserCampaigns = defineRoute({
  name: "examBrowserCampaigns",
  method: "GET",
  path: "/api/exam-browser/campaigns",
  summary: "The newest campaigns, with their keys and passwords.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  output: z.object({ campaigns: z.array(campaign) }),
  errors: [],
});

export const createExamBrowserCampaign = defineRoute({
  name: "createExamBrowserCampaign",
  method: "POST",
  path: "/api/exam-browser/campaigns",
  summary: "Writes one configuration for all the sessions of a period.",
  allow: ["SUPPORT", "DIRECTOR"],
  // Letters of other languages differ between platforms in how they are composed.
  body: z.strictObject({ name: z.string().trim().min(1).max(80), password: z.string().regex(/^[\x21-\x7e]{8,60}$/).nullable() }),
  output: z.object({ campaignId: id }),
  errors: [],
});

export const addExamBrowserKey = defineRoute({
  name: "addExamBrowserKey",
  method: "POST",
  path: "/api/exam-browser/campaigns/:campaignId/keys",
  summary: "A Browser Exam Key, copied from a client that has opened this configuration, while no session is under way in it.",
  allow: ["SUPPORT", "DIRECTOR"],
  params: campaignParams,
  body: z.strictObject({ key: hash, label: z.string().trim().min(1).max(80) }),
  output: z.object({}),
  errors: ["STATE_CHANGED", "NOT_ALLOWED_NOW"],
});

export const endExamBrowserKey = defineRoute({
  name: "endExamBrowserKey",
  method: "POST",
  path: "/api/exam-browser/campaigns/:campaignId/keys/:keyId/end",
  summary: "The release with this key is not recognised any more.",
  allow: ["SUPPORT", "DIRECTOR"],
  params: campaignParams.extend({ keyId: id }),
  output: z.object({}),
  errors: ["STATE_CHANGED", "NOT_ALLOWED_NOW"],
});

const reason = z.strictObject({ reason: z.string().trim().min(3).max(300) });

export const overrideExamBrowser = defineRoute({
  name: "overrideExamBrowser",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/override",
  summary: "This person goes on without the client; the reason stands in the record.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: reason,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const releaseExamBrowser = defineRoute({
  name: "releaseExamBrowser",
  method: "POST",
  path: "/api/sittings/:sittingId/exam-browser/release",
  summary: "An adviser lets the person in again, after the client was no longer proven.",
  allow: ["ADVISER"],
  params: sittingParams,
  body: reason,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});
