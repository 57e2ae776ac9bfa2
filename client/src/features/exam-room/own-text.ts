import type { Outbox } from "#client/net/outbox/outbox.ts";

/** The person's own text under this key; empty until there is one. */
export function ownText(outbox: Outbox, key: string): string {
  const saved = outbox.get(key);
  return typeof saved === "string" ? saved : "";
}
