import type { SebSettings } from "../../platform/seb/settings.ts";
import { sha256Hex } from "../../platform/hash.ts";

export interface CampaignFacts {
  readonly publicUrl: string;
  readonly campaignId: string;
  readonly quitToken: string;
  readonly quitPassword: string;
  readonly salt: Uint8Array;
}

export const startPath = (campaignId: string): string => `/navigateur/${campaignId}`;
export const quitPath = (quitToken: string): string => `/fin/${quitToken}`;

/** As few settings as an exam needs: each one more is one more way for two platforms to disagree about the key. */
export function campaignSettings({ publicUrl, campaignId, quitToken, quitPassword, salt }: CampaignFacts): SebSettings {
  return {
    sebConfigPurpose: 0,
    startURL: `${publicUrl}${startPath(campaignId)}`,
    // The one-time link of each person comes with the address, so that one configuration serves everybody.
    startURLAppendQueryParameter: true,
    quitURL: `${publicUrl}${quitPath(quitToken)}`,
    quitURLConfirm: false,
    allowQuit: true,
    hashedQuitPassword: sha256Hex(quitPassword),
    sendBrowserExamKey: true,
    // The modern web view: the only one with a camera and with the JavaScript interface.
    browserWindowWebView: 3,
    browserMediaCaptureCamera: true,
    browserMediaCaptureMicrophone: true,
    browserMediaCaptureScreen: true,
    examKeySalt: salt,
    allowSpellCheck: false,
    allowDictionaryLookup: false,
    allowDictation: false,
    allowSiri: false,
    allowScreenSharing: false,
    allowVirtualMachine: false,
    allowPreferencesWindow: false,
    allowedDisplaysMaxNumber: 1,
    showInputLanguage: true,
    showTaskBar: true,
    allowWlan: true,
    audioControlEnabled: true,
    browserWindowAllowReload: true,
    examSessionClearCookiesOnStart: false,
    // Whoever ends the client and comes back is somebody new, whom an adviser readmits.
    examSessionClearCookiesOnEnd: true,
    URLFilterEnable: true,
    URLFilterEnableContentFilter: false,
    URLFilterRules: [{ action: 1, active: true, expression: `${new URL(publicUrl).host}/*`, regex: false }],
  };
}
