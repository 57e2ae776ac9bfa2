import type { Request } from "express";
import type { Allow } from "#shared/protocol/define.ts";
import { visitor, type Actor } from "../platform/actor.ts";
import { sha256Hex } from "../platform/hash.ts";
import type { Db } from "../platform/db.ts";
import { gather } from "../platform/gather.ts";

/** `__Host-` needs HTTPS in some browsers; on plain http://localhost the unprefixed name is used. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith("https://") ? "__Host-epreuve" : "epreuve";

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, ...rest] = part.trim().split("=");
    if (key === name) return rest.join("=");
  }
  return undefined;
}

// A session is touched at most this often, so that reading does not write each time.
const touchEveryMs = 60_000;

const sessionSelect = {
  id: true,
  tokenHash: true,
  expiresAt: true,
  revokedAt: true,
  lastSeenAt: true,
  account: { select: { id: true, roles: true, bodyId: true, locale: true } },
} as const;

/** Read for every request, together with those that come at the same moment: a revoked session ends at once. */
const sessionsOf = (db: Db) =>
  gather(async (hashes: readonly string[]) => {
    const rows = await db.authSession.findMany({ where: { tokenHash: { in: [...hashes] } }, select: sessionSelect });
    return new Map(rows.map((row) => [row.tokenHash, row]));
  });
const touchesOf = (db: Db) =>
  gather(async (touches: readonly { readonly id: string; readonly now: Date }[]) => {
    const ids = touches.map(({ id }) => id);
    const lastSeenAt = touches[0]?.now;
    if (lastSeenAt) await db.authSession.updateMany({ where: { id: { in: ids } }, data: { lastSeenAt } });
    return new Map();
  });
const lookups = new WeakMap<Db, { session: ReturnType<typeof sessionsOf>; touch: ReturnType<typeof touchesOf> }>();
function lookupsOf(db: Db) {
  const known = lookups.get(db);
  if (known) return known;
  const made = { session: sessionsOf(db), touch: touchesOf(db) };
  lookups.set(db, made);
  return made;
}

/** The account behind a session cookie, or a visitor when there is none, or when it is expired or revoked. */
export async function resolveActor(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return visitor;
  const { session: find, touch } = lookupsOf(db);
  const session = await find(sha256Hex(token));
  if (!session || session.revokedAt || session.expiresAt <= now) return visitor;
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs)
    await touch({ id: session.id, now });
  return {
    kind: "account",
    accountId: session.account.id,
    authSessionId: session.id,
    roles: session.account.roles,
    bodyId: session.account.bodyId,
    locale: session.account.locale === "en" ? "en" : "fr",
  };
}

export const requestToken = (request: Pick<Request, "headers">, publicUrl: string): string | undefined =>
  readCookie(request.headers.cookie, cookieName(publicUrl));

/** Everything is denied unless the contract allows it. */
export function refusalFor(allow: Allow, actor: Actor): "NOT_SIGNED_IN" | "FORBIDDEN" | undefined {
  if (allow === "PUBLIC") return undefined;
  if (actor.kind === "visitor") return "NOT_SIGNED_IN";
  if (allow === "SIGNED_IN") return undefined;
  return actor.roles.some((role) => allow.includes(role)) ? undefined : "FORBIDDEN";
}
