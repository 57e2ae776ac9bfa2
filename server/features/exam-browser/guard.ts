import { ok } from "#shared/kernel/result.ts";
import type { ErrorCode } from "#shared/protocol/errors.ts";
import { clientHeaders, pageHeaders } from "#shared/protocol/exam-browser.ts";
import { disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { GuardedRequest, RequestGuard } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { rulesIn } from "../lockdown/queries.ts";
import { comparedKeys, isProofFresh, judgeKeys, type KeyVerdict, type ReceivedKeys } from "./judge-keys.ts";
import { lockStep, noteCheckStep } from "./lock-steps.ts";
import {
  guardedSitting,
  nonceOf,
  partAtOf,
  startedWithoutClient,
  type GuardedSitting,
  type Subject,
} from "./queries.ts";

/**
 * Every request that a candidate makes about a sitting that is sat in Safe Exam Browser carries the client's keys, for
 * that very address: the client's own headers, or what our page heard from the client. Nothing is remembered from one
 * request to the next but which page was proven.
 */

const isOver: readonly SittingState[] = ["COMPLETED", "NOT_COMPLETED", "ABSENT"];
const isUnderWay: readonly SittingState[] = ["IN_PROGRESS", "INTERRUPTED"];

// Which client a session is sat in is settled before it starts, so what is free then is free for ever.
const free = new Set<string>();
const mostFree = 20_000;

export const examBrowserGuard: RequestGuard = async (deps, actor, request) => {
  if (request.route.outsideExamBrowser || !actor.roles.includes("CANDIDATE")) return undefined;
  const subject = subjectOf(request.params);
  if (!subject) return undefined;
  const known = `${actor.accountId} ${subject.sittingId ?? subject.runId ?? subject.roomId}`;
  if (free.has(known)) return undefined;
  if (subject.runId !== undefined && (await startedWithoutClient(deps.db)(subject.runId)) === actor.accountId) {
    remember(known);
    return undefined;
  }
  const sitting = await guardedSitting(deps.db, actor.accountId, subject);
  // What is not theirs is refused by the command itself.
  if (!sitting) return undefined;
  if (!sitting.session.examBrowser) {
    if (sitting.session.state !== "OPEN") remember(known);
    return undefined;
  }
  if (isOver.includes(sitting.state)) return undefined;
  return judge(deps, actor, request, sitting);
};

function remember(key: string): void {
  if (free.size >= mostFree) free.clear();
  free.add(key);
}

function subjectOf({ sittingId, runId, roomId }: GuardedRequest["params"]): Subject | undefined {
  if (sittingId !== undefined) return { sittingId };
  if (runId !== undefined) return { runId };
  return roomId === undefined ? undefined : { roomId };
}

export interface Judged {
  readonly verdict: KeyVerdict | "STALE_PROOF";
  readonly way: "HEADER" | "PAGE";
  readonly url: string;
  readonly received: ReceivedKeys;
}

/** What this one request proves. The client's own headers come first: nobody types them into a page. */
export async function judgeRequest(
  deps: Deps,
  actor: AccountActor,
  request: Pick<GuardedRequest, "originalUrl" | "header">,
  sitting: GuardedSitting,
): Promise<Judged> {
  const now = deps.clock.now();
  const expected = expectedOf(sitting, now);
  const own = { config: request.header(clientHeaders.config), browser: request.header(clientHeaders.browser) };
  const page = request.header(pageHeaders.page);
  if (own.config !== undefined || own.browser !== undefined || page === undefined) {
    const url = `${deps.config.publicUrl}${request.originalUrl}`;
    return { verdict: judgeKeys(expected, url, own), way: "HEADER", url, received: own };
  }
  const url = `${deps.config.publicUrl}${page}`;
  const received = { config: request.header(pageHeaders.config), browser: request.header(pageHeaders.browser) };
  const verdict = judgeKeys(expected, url, received);
  const isProven = await isPageProven(deps, actor, sitting, page, now);
  return { verdict: verdict === "OK" && !isProven ? "STALE_PROOF" : verdict, way: "PAGE", url, received };
}

async function isPageProven({ db }: Deps, actor: AccountActor, sitting: GuardedSitting, page: string, now: Date): Promise<boolean> {
  const nonce = nonceIn(page, sitting.id);
  const found = nonce === undefined ? null : await nonceOf(db, sitting.id, actor.authSessionId, sha256Hex(nonce));
  const lastSeenAt = sitting.presence?.lastSeenAt ?? null;
  const { lostSeconds } = disconnectionPolicy(rulesIn(sitting.session).disconnectionVersion);
  return found !== null && isProofFresh({ now, ...found, partAt: partAtOf(sitting), lastSeenAt, lostSeconds });
}

export const pagePath = (sittingId: string, nonce: string): string => `/seance/${sittingId}?n=${nonce}`;

/** The nonce of exactly such an address as was given out, and of no other. */
export function nonceIn(page: string, sittingId: string): string | undefined {
  const prefix = pagePath(sittingId, "");
  const nonce = page.startsWith(prefix) ? page.slice(prefix.length) : "";
  return /^[A-Za-z0-9_-]{20,100}$/.test(nonce) ? nonce : undefined;
}

export function expectedOf({ session }: GuardedSitting, now: Date) {
  const campaign = session.examBrowser?.campaign;
  if (!campaign) throw new Error("The session is not sat in the client.");
  const isValid = (key: { readonly validFrom: Date; readonly validUntil: Date | null }): boolean =>
    key.validFrom <= now && (key.validUntil === null || key.validUntil > now);
  return { configKey: campaign.configKey, browserKeys: campaign.browserKeys.filter(isValid).map(({ key }) => key) };
}

async function judge(
  deps: Deps,
  actor: AccountActor,
  request: GuardedRequest,
  sitting: GuardedSitting,
): Promise<ErrorCode | undefined> {
  if (sitting.sebOverrides.length > 0) return undefined;
  const judged = await judgeRequest(deps, actor, request, sitting);
  if (judged.verdict === "STALE_PROOF") return "EXAM_BROWSER_PROOF";
  const isLocked = sitting.sebLocks.length > 0;
  // What the person wrote is saved whatever the client is: the clock stands still, and a person decides.
  const isSaving = request.route.name === "saveAnswers";
  const holdsSeat = sitting.seats.some(({ authSessionId }) => authSessionId === actor.authSessionId);
  const compared = comparedKeys(expectedOf(sitting, deps.clock.now()), judged.url, judged.received, judged.verdict);
  const mustLock = judged.verdict !== "OK" && holdsSeat && isUnderWay.includes(sitting.state) && !isLocked;
  await commit(deps, async (uow) => {
    await noteCheckStep(uow, actor, sitting, {
      outcome: judged.verdict,
      way: judged.way,
      url: judged.url,
      ...compared,
      userAgent: (request.header("user-agent") ?? "").slice(0, 300),
    });
    if (mustLock) await lockStep(uow, sitting.id);
    return ok(null);
  });
  if (isSaving && holdsSeat && isUnderWay.includes(sitting.state)) return undefined;
  if (isLocked || mustLock) return "EXAM_BROWSER_LOCKED";
  return judged.verdict === "OK" ? undefined : "EXAM_BROWSER_NEEDED";
}
