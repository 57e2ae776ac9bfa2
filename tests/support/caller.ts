import {
  argumentParts,
  isFileOutput,
  isRawBody,
  type RouteAnswer,
  type RouteArguments,
  type RouteDefinition,
} from "#shared/protocol/define.ts";

type RequestBody = string | ArrayBuffer | Uint8Array<ArrayBuffer>;

export type CallResult<R extends RouteDefinition> =
  | { readonly ok: true; readonly status: number; readonly value: RouteAnswer<R>; readonly headers: Headers }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly faults?: readonly { path: string; message: string }[];
    };

/** Calls routes as one person; the cookie is the person's own. */
export interface Caller {
  readonly cookie: string;
  call<const R extends RouteDefinition>(route: R, given: RouteArguments<R>): Promise<CallResult<R>>;
  /** As `call`, but a refusal fails the test with its code. */
  must<const R extends RouteDefinition>(route: R, given: RouteArguments<R>): Promise<RouteAnswer<R>>;
  /** Any request, for what the contract would not let through. */
  raw(method: string, path: string, init?: { body?: RequestBody; headers?: Record<string, string> }): Promise<Response>;
}

/** Reads along what a person is answered, before they do. */
export type Listener = (asked: string, response: Response) => Promise<void>;

export function createCaller(url: string, cookie: string, listen?: Listener): Caller {
  const raw: Caller["raw"] = async (method, path, init = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(init.body === undefined ? {} : { body: init.body }),
      headers: { ...(cookie ? { cookie } : {}), ...init.headers },
    });
    await listen?.(`${method} ${path}`, response.clone());
    return response;
  };

  const call: Caller["call"] = async (route, given) => {
    const parts = argumentParts(given);
    const path = route.path.replaceAll(/:(\w+)/g, (_match, name: string) =>
      encodeURIComponent(String(parts.params?.[name])),
    );
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(parts.query ?? {}))
      if (value !== undefined) query.set(key, typeof value === "string" ? value : JSON.stringify(value));
    const address = query.size > 0 ? `${path}?${query.toString()}` : path;
    const response = await raw(route.method, address, bodyOf(route, parts.body));
    if (!response.ok) {
      const refused = (await response.json()) as {
        error: { code: string; faults?: { path: string; message: string }[] };
      };
      return { ok: false, status: response.status, ...refused.error };
    }
    const value = (isFileOutput(route.output) ? await response.blob() : await response.json()) as RouteAnswer<
      typeof route
    >;
    return { ok: true, status: response.status, value, headers: response.headers };
  };

  return {
    cookie,
    raw,
    call,
    must: async (route, given) => {
      const result = await call(route, given);
      if (!result.ok)
        throw new Error(`${route.name} was refused: ${result.code} ${JSON.stringify(result.faults ?? [])}`);
      return result.value;
    },
  };
}

function bodyOf(route: RouteDefinition, body: unknown): { body?: RequestBody; headers?: Record<string, string> } {
  if (body === undefined) return {};
  if (isRawBody(route.body)) {
    const { bytes, mime } = body as { bytes: ArrayBuffer; mime: string };
    return { body: bytes, headers: { "content-type": mime } };
  }
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}
