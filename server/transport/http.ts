import { randomUUID } from "node:crypto";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import { isFileOutput, isRawBody, type RouteDefinition } from "#shared/protocol/define.ts";
import { errorStatus, type ErrorCode } from "#shared/protocol/errors.ts";
import { acceptedVersions } from "#shared/protocol/version.ts";
import type { Deps } from "../platform/deps.ts";
import type { AccountActor, Actor } from "../platform/actor.ts";
import type { RateLimit } from "../platform/rate-limit.ts";
import type { BoundRoute, GuardedRequest, RefusalWatch, Reply, RequestFacts, RequestGuard, Visit } from "../platform/serve.ts";
import { cookieName, knownBrowserCookie, readCookie, recentActor, refusalFor, requestToken, resolveActor } from "./actor.ts";
import { knownCode } from "./known-code.ts";
import { isSameSite } from "./origin.ts";
import { placeOf } from "./place.ts";

/** The one corridor that every request walks: version → origin → actor → permission → parse → guards → command → view → reply. */

const generalPerMinute = 600;
const jsonLimit = "256kb";
// Half a year: whoever signs in meanwhile is known for as long again.
const browserKnownMs = 180 * 86_400_000;

interface Fault {
  readonly path: string;
  readonly message: string;
}

function refuse(response: Response, code: ErrorCode, extra: { faults?: Fault[]; reference?: string } = {}): void {
  // As an answer is sent: without an ETag, which would say of two refusals whether they are one.
  response.status(errorStatus[code]).setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify({ error: { code, ...extra } }));
}

export function mountRoutes(
  app: Express,
  deps: Deps,
  limit: RateLimit,
  routes: readonly BoundRoute[],
  guards: readonly RequestGuard[],
  onRefused: RefusalWatch,
): void {
  for (const bound of routes) {
    const { route } = bound;
    const readFile = isRawBody(route.body)
      ? express.raw({ type: () => true, limit: route.body.maxBytes })
      : undefined;
    const parsers: RequestHandler[] = readFile ? [] : [express.json({ limit: jsonLimit })];
    const corridor: RequestHandler = (request, response) => walk(deps, limit, bound, { guards, onRefused }, request, response, readFile);
    switch (route.method) {
      case "GET":
        app.get(route.path, corridor);
        break;
      case "POST":
        app.post(route.path, ...parsers, corridor);
        break;
      case "PUT":
        app.put(route.path, ...parsers, corridor);
        break;
      case "DELETE":
        app.delete(route.path, corridor);
        break;
    }
  }
  app.use("/api", (_request, response) => refuse(response, "NOT_FOUND"));
  app.use(bodyErrors);
}

async function walk(
  deps: Deps,
  limit: RateLimit,
  { route, handle }: BoundRoute,
  { guards, onRefused }: { readonly guards: readonly RequestGuard[]; readonly onRefused: RefusalWatch },
  request: Request,
  response: Response,
  readFile?: RequestHandler,
): Promise<void> {
  const startedAt = performance.now();
  let actor: Actor | undefined;
  let outcome = "ok";
  const refuseWith = async (code: ErrorCode, extra?: { faults?: Fault[]; reference?: string }): Promise<void> => {
    outcome = code;
    // Before the answer, so that nothing of a request outlives it; a refusal is one whether or not it can be noted.
    // A link on somebody else's page is not what this person asked for.
    if (actor?.kind === "account" && request.get("sec-fetch-site") !== "cross-site")
      await onRefused(deps, actor, { name: route.name, code, params: paramsOf(request) }).catch((error: unknown) =>
        deps.log.error({ err: error, route: route.name }, "a refusal could not be noted"),
      );
    refuse(response, code, extra);
  };
  try {
    const version = request.get("x-epreuve-version");
    if (version !== undefined && !acceptedVersions.includes(Number(version))) return await refuseWith("BAD_INPUT");
    if (route.method !== "GET" && !isSameSite(request, deps.config)) return await refuseWith("CROSS_SITE");

    const find = route.checksSession ? recentActor : resolveActor;
    actor = await find(deps.db, requestToken(request, deps.config.publicUrl), deps.clock.now());
    const who = actor.kind === "account" ? actor.accountId : placeOf(request.ip);
    // What everybody asks several times a minute is not counted over the network.
    const way = route.checksSession ? "takeHere" : "take";
    if (!(await limit[way](route.perMinute ? route.name : "all", who, route.perMinute ?? generalPerMinute)))
      return await refuseWith("TOO_MANY_REQUESTS");

    const refusal = refusalFor(route.allow, actor);
    if (refusal) return await refuseWith(refusal);

    // A file may be large: it is read only from somebody who may send it.
    const unread = readFile && (await bodyFault(readFile, request, response));
    if (unread) return await refuseWith(unread.code, unread.extra);

    const input = parseInput(route, request);
    if ("faults" in input) return await refuseWith("BAD_INPUT", { faults: input.faults });

    const facts: RequestFacts = { originalUrl: request.originalUrl, header: (name) => request.get(name) };
    const guarded = actor.kind === "account" ? await guardedBy(deps, guards, actor, { ...facts, route, params: paramsOf(request) }) : undefined;
    if (guarded) return await refuseWith(guarded);

    const visit: Visit = {
      request: facts,
      address: placeOf(request.ip),
      knownBrowser: readCookie(request.headers.cookie, knownBrowserCookie(deps.config.publicUrl)),
      reply: replyFor(response, deps),
      take: (bucket, key, points, seconds) => limit.take(bucket, key, points, seconds),
      giveBack: (bucket, key, points, seconds) => limit.giveBack(bucket, key, points, seconds),
    };
    const result = await handle(deps, actor, input, visit);
    if (!result.ok) {
      const code = knownCode(result.error);
      if (!code) throw new Error(`${route.name} refused with an unknown code: ${result.error}`);
      return await refuseWith(code);
    }
    sendResult(route, result.value, response);
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    deps.log.error({ err: error, route: route.name, reference }, "surprise");
    if (!response.headersSent) await refuseWith("SURPRISE", { reference });
    outcome = "SURPRISE";
  } finally {
    deps.log.debug({
      name: route.name,
      actor: actor?.kind === "account" ? actor.accountId : null,
      outcome,
      ms: Math.round(performance.now() - startedAt),
    });
  }
}

/** The first refusal, if any guard has one. */
async function guardedBy(
  deps: Deps,
  guards: readonly RequestGuard[],
  actor: AccountActor,
  request: GuardedRequest,
): Promise<ErrorCode | undefined> {
  for (const guard of guards) {
    const code = await guard(deps, actor, request);
    if (code) return code;
  }
  return undefined;
}

/** Parameters that are no single word are of no address of ours. */
const paramsOf = ({ params }: Request): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? value : undefined]));

function parseInput(
  route: RouteDefinition,
  request: Request,
): { params: unknown; query: unknown; body: unknown } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const part = (name: "params" | "query" | "body", given: unknown): unknown => {
    const shape = route[name];
    if (!shape || isRawBody(shape)) return undefined;
    const parsed = z.safeParse(shape, given ?? {});
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) faults.push({ path: [name, ...issue.path].join("."), message: issue.message });
    return undefined;
  };
  const params = part("params", request.params);
  const query = part("query", request.query);
  let body = part("body", request.body);
  if (isRawBody(route.body)) {
    const mime = (request.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    if (!route.body.mimes.includes(mime)) faults.push({ path: "content-type", message: route.body.mimes.join(", ") });
    const bytes: unknown = request.body;
    body = { bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(), mime };
  }
  return faults.length > 0 ? { faults } : { params, query, body };
}

function sendResult(route: RouteDefinition, value: unknown, response: Response): void {
  response.setHeader("cache-control", "no-store");
  if (isFileOutput(route.output)) {
    const answer = value as { bytes: Uint8Array; mime: string; fileName: string };
    response.setHeader("content-type", answer.mime);
    response.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
    response.end(answer.bytes);
    return;
  }
  response.setHeader("content-type", "application/json; charset=utf-8");
  // The view is a filter: what it does not name does not leave. No ETag: what may not be kept is not compared either.
  response.end(JSON.stringify(z.parse(route.output, value)));
}

function replyFor(response: Response, deps: Deps): Reply {
  const secure = deps.config.publicUrl.startsWith("https://");
  const name = cookieName(deps.config.publicUrl);
  const options = { httpOnly: true, secure, sameSite: "lax", path: "/" } as const;
  return {
    setSession: (token, expiresAt) => void response.cookie(name, token, { ...options, expires: expiresAt }),
    knowBrowser: (token) =>
      void response.cookie(knownBrowserCookie(deps.config.publicUrl), token, { ...options, maxAge: browserKnownMs }),
    clearSession: () => void response.clearCookie(name, options),
    retryAfter: (seconds) => void response.setHeader("retry-after", String(seconds)),
  };
}

interface BodyFault {
  readonly code: "TOO_LARGE" | "BAD_INPUT";
  readonly extra?: { faults: Fault[] };
}

/** What a body parser's error says about the body; undefined for any other error. */
function faultOf(error: unknown): BodyFault | undefined {
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
  if (type === "entity.too.large") return { code: "TOO_LARGE" };
  return typeof type === "string" ? { code: "BAD_INPUT", extra: { faults: [{ path: "body", message: type }] } } : undefined;
}

/** Reads the body; what was wrong with it, if anything. */
const bodyFault = (parse: RequestHandler, request: Request, response: Response): Promise<BodyFault | undefined> =>
  new Promise((resolve, reject) => {
    void parse(request, response, (error?: unknown) => {
      const fault = faultOf(error);
      if (error === undefined || fault) resolve(fault);
      else reject(error instanceof Error ? error : new Error("A body could not be read.", { cause: error }));
    });
  });

/** Errors of the parsers of JSON, which come before the corridor. */
const bodyErrors: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const fault = response.headersSent ? undefined : faultOf(error);
  return fault ? refuse(response, fault.code, fault.extra) : next(error);
};
