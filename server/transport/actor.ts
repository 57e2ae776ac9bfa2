import type { Request } from "express";
import type { Allow } from "#shared/protocol/define.ts";
import { visitor, type Actor } from "../platform/actor.ts";
import { sha256Hex } from "../platform/hash.ts";
import type { Db } from "../platform/db.ts";

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

/** The account behind a session cookie, or a visitor when there is none, or when it is expired or revoked. */
export async function resolveActor(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return visitor;
  const session = await db.authSession.findUnique({
    where: { tokenHash: sha256Hex(token) },
    select: {
      id: true,
      expiresAt: true,
      revokedAt: true,
      lastSeenAt: true,
      account: { select: { id: true, roles: true, bodyId: true, locale: true } },
    },
  });
  if (!session || session.revokedAt || session.expiresAt <= now) return visitor;
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs)
    await db.authSession.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
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
