import type { Request } from "express";
import type { Config } from "../config.ts";

/**
 * A request that changes something must come from our own pages: the browser says so in `Sec-Fetch-Site`, else its
 * `Origin` must be ours. Programs without a browser send neither and carry no cookie by accident.
 */
export function isSameSite(request: Pick<Request, "get">, config: Pick<Config, "publicUrl" | "isDemonstration">): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = request.get("origin");
  return origin === undefined || isOurOrigin(origin, request.get("host"), config);
}

export function isOurOrigin(
  origin: string,
  host: string | undefined,
  config: Pick<Config, "publicUrl" | "isDemonstration">,
): boolean {
  if (origin === new URL(config.publicUrl).origin) return true;
  // Behind any name that the person typed, same host means same origin; the browser vouches for both headers.
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
