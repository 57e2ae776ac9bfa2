import {
  argumentParts,
  isFileOutput,
  isRawBody,
  type ArgumentParts,
  type RouteAnswer,
  type RouteArguments,
  type RouteDefinition,
  type RouteErrors,
} from "#shared/protocol/define.ts";
import type { UniversalError } from "#shared/protocol/errors.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { pageProof, proofEvent } from "./page-proof.ts";

export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal by the server, or `OFFLINE` when no answer came. */
export class CallError extends Error {
  readonly code: string;
  readonly faults: readonly Fault[];
  readonly reference: string | undefined;
  /** When the server asked to be asked again, 0 when it did not say. */
  readonly retryAfterMs: number;
  constructor(code: string, faults: readonly Fault[] = [], reference?: string, retryAfterMs = 0) {
    super(code);
    this.name = "CallError";
    this.code = code;
    this.faults = faults;
    this.reference = reference;
    this.retryAfterMs = retryAfterMs;
  }
}

export type CallCode<R extends RouteDefinition> = RouteErrors<R> | UniversalError | "OFFLINE";

const timeoutMs = 20_000;
/** Forty megabytes over a line that carries little. */
const largeTimeoutMs = 240_000;
const largeBytes = 1024 * 1024;

/** What may be large has time to pass; all else is told soon that it does not. */
const patienceOf = ({ body, output }: RouteDefinition): number =>
  isFileOutput(output) || (isRawBody(body) && body.maxBytes > largeBytes) ? largeTimeoutMs : timeoutMs;

/**
 * Calls a route by its contract.
 * @throws CallError with one of the contract's codes, or `OFFLINE`.
 */
export async function call<const R extends RouteDefinition>(
  route: R,
  given: RouteArguments<R>,
  options: { readonly signal?: AbortSignal; readonly keepalive?: boolean } = {},
): Promise<RouteAnswer<R>> {
  const parts = argumentParts(given);
  const response = await fetch(addressOf(route, parts), {
    method: route.method,
    credentials: "same-origin",
    keepalive: options.keepalive ?? false,
    signal: options.signal ?? AbortSignal.timeout(patienceOf(route)),
    headers: headersOf(route, parts.body),
    body: bodyOf(route, parts.body),
  }).catch(() => {
    throw new CallError("OFFLINE");
  });
  if (!response.ok) {
    const refusal = await refusalOf(response);
    if (refusal.code === "EXAM_BROWSER_PROOF") dispatchEvent(new Event(proofEvent));
    throw refusal;
  }
  // The contract's view has already shaped the answer on the server.
  const read = isFileOutput(route.output) ? response.blob() : response.json();
  return (await read.catch(() => {
    throw new CallError("OFFLINE");
  })) as RouteAnswer<R>;
}

export function addressOf(route: RouteDefinition, given: ArgumentParts): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_match, name: string) => encodeURIComponent(String(given.params?.[name])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(given.query ?? {})) if (value !== undefined) search.set(key, textOf(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Query values are texts, numbers and booleans. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function headersOf(route: RouteDefinition, body: unknown): Record<string, string> {
  const version = { "x-epreuve-version": String(protocolVersion), ...pageProof() };
  if (isRawBody(route.body)) return { ...version, "content-type": (body as { mime: string }).mime };
  return body === undefined ? version : { ...version, "content-type": "application/json" };
}

function bodyOf(route: RouteDefinition, body: unknown): BodyInit | null {
  if (isRawBody(route.body)) return (body as { bytes: ArrayBuffer }).bytes;
  return body === undefined ? null : JSON.stringify(body);
}

async function refusalOf(response: Response): Promise<CallError> {
  const text = await response.text().catch(() => "");
  try {
    const { error } = JSON.parse(text) as { error: { code: string; faults?: Fault[]; reference?: string } };
    const retryAfterMs = 1_000 * (Number(response.headers.get("retry-after")) || 0);
    return new CallError(error.code, error.faults, error.reference, retryAfterMs);
  } catch {
    // A proxy answered, not our server.
    return new CallError(response.status === 413 ? "TOO_LARGE" : "UNAVAILABLE");
  }
}
