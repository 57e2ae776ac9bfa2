import { requestHash } from "../../platform/seb/config-key.ts";

/** What came with one request, as the client sends it: hashes of that very address. */
export interface ReceivedKeys {
  readonly config: string | undefined;
  readonly browser: string | undefined;
}

export interface ExpectedKeys {
  readonly configKey: string;
  /** Those that are valid now; none: the configuration alone is asked for. */
  readonly browserKeys: readonly string[];
}

export type KeyVerdict = "OK" | "NO_KEYS" | "WRONG_CONFIG" | "WRONG_BROWSER";

/** Right keys for another address are wrong keys: what was heard once proves nothing elsewhere. */
export function judgeKeys({ configKey, browserKeys }: ExpectedKeys, url: string, { config, browser }: ReceivedKeys): KeyVerdict {
  if (config === undefined && browser === undefined) return "NO_KEYS";
  if (config?.toLowerCase() !== requestHash(url, configKey)) return "WRONG_CONFIG";
  const isKnown = browserKeys.some((key) => browser?.toLowerCase() === requestHash(url, key));
  return browserKeys.length === 0 || isKnown ? "OK" : "WRONG_BROWSER";
}

/** What an operator compares: the pair of keys that decided, each of that very address. */
export const comparedKeys = (
  { configKey, browserKeys }: ExpectedKeys,
  url: string,
  { config, browser }: ReceivedKeys,
  verdict: KeyVerdict,
): { readonly expected: string; readonly received: string } =>
  verdict === "WRONG_BROWSER"
    ? { expected: browserKeys.map((key) => requestHash(url, key)).join(" "), received: browser ?? "" }
    : { expected: requestHash(url, configKey), received: config ?? "" };

export interface ProofFacts {
  readonly now: Date;
  readonly expiresAt: Date;
  readonly provenAt: Date | null;
  /** When a part of the exam last began. */
  readonly partAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** A silence beyond this is a lost connection, by the rules of the session. */
  readonly lostSeconds: number;
}

/** What a page proved holds for that page until the next part begins, and until its connection was lost. */
export function isProofFresh({ now, expiresAt, provenAt, partAt, lastSeenAt, lostSeconds }: ProofFacts): boolean {
  if (!provenAt || now >= expiresAt) return false;
  if (partAt && partAt > provenAt) return false;
  const wasAway = lastSeenAt !== null && lastSeenAt > provenAt && now.getTime() - lastSeenAt.getTime() > lostSeconds * 1_000;
  return !wasAway;
}
