import type { Request } from "express";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Allow } from "#shared/protocol/define.ts";
import { visitor, type Actor } from "../platform/actor.ts";
import { sha256Hex } from "../platform/hash.ts";
import { hotPoolOf, perDb, type Db } from "../platform/db.ts";
import { gather } from "../platform/gather.ts";

/** `__Host-` needs HTTPS in some browsers; on plain http://localhost the unprefixed name is used. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith("https://") ? "__Host-epreuve" : "epreuve";

/** Which browser somebody has signed in from before; it opens nothing. */
export const knownBrowserCookie = (publicUrl: string): string => `${cookieName(publicUrl)}-browser`;

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, ...rest] = part.trim().split("=");
    if (key === name) return rest.join("=");
  }
  return undefined;
}

// A session is touched at most this often, so that reading does not write each time.
const touchEveryMs = 60_000;

interface SessionRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly expiresAt: number;
  readonly lastSeenAt: number;
  readonly accountId: string;
  readonly roles: Role[];
  readonly bodyId: string | null;
  readonly locale: string;
}

/** Read for every request, together with those that come at the same moment: a revoked session ends at once. */
const sessionsOf = (db: Db) =>
  gather(async (hashes: readonly string[]) => {
    const { rows } = await hotPoolOf(db).query<SessionRow>({
      name: "sessions",
      text: `SELECT session.id, session."tokenHash", account.id AS "accountId", account.roles::text[] AS roles,
          account."bodyId", account.locale, (extract(epoch FROM session."expiresAt") * 1000)::float8 AS "expiresAt",
          (extract(epoch FROM session."lastSeenAt") * 1000)::float8 AS "lastSeenAt"
        FROM "AuthSession" AS session JOIN "Account" AS account ON account.id = session."accountId"
        WHERE session."tokenHash" = ANY($1::text[]) AND session."revokedAt" IS NULL`,
      values: [hashes],
    });
    return new Map(rows.map((row) => [row.tokenHash, row]));
  });
const touchesOf = (db: Db) =>
  gather(async (touches: readonly { readonly id: string; readonly now: Date }[]) => {
    const ids = touches.map(({ id }) => id);
    const lastSeenAt = touches[0]?.now;
    if (lastSeenAt) await db.authSession.updateMany({ where: { id: { in: ids } }, data: { lastSeenAt } });
    return new Map();
  });
interface Lookups {
  readonly session: ReturnType<typeof sessionsOf>;
  readonly touch: ReturnType<typeof touchesOf>;
  /** By the token's hash: what was found, and when; some three hundred bytes each. */
  readonly recent: Map<string, { readonly session: SessionRow; readonly readAt: number }>;
}
const mostRecent = 10_000;
const lookupsOf = perDb<Lookups>((db) => ({ session: sessionsOf(db), touch: touchesOf(db), recent: new Map() }));

/** The account behind a session cookie, or a visitor when there is none, or when it is expired or revoked. */
export async function resolveActor(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  if (!token) return visitor;
  const { session: find, touch, recent } = lookupsOf(db);
  const tokenHash = sha256Hex(token);
  const session = await find(tokenHash);
  recent.delete(tokenHash);
  if (!session || session.expiresAt <= now.getTime()) return visitor;
  recent.set(tokenHash, { session, readAt: now.getTime() });
  const [oldest] = recent.keys();
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
  if (now.getTime() - session.lastSeenAt > touchEveryMs) await touch({ id: session.id, now });
  return actorOf(session);
}

/** The same, as it was found up to a minute ago: for a command that looks itself whether the session still stands. */
export async function recentActor(db: Db, token: string | undefined, now: Date): Promise<Actor> {
  const known = token ? lookupsOf(db).recent.get(sha256Hex(token)) : undefined;
  if (!known || Math.abs(now.getTime() - known.readAt) > touchEveryMs) return resolveActor(db, token, now);
  return known.session.expiresAt > now.getTime() ? actorOf(known.session) : visitor;
}

const actorOf = (session: SessionRow): Actor => ({
  kind: "account",
  accountId: session.accountId,
  authSessionId: session.id,
  roles: session.roles,
  bodyId: session.bodyId,
  locale: session.locale === "en" ? "en" : "fr",
});

export const requestToken = (request: Pick<Request, "headers">, publicUrl: string): string | undefined =>
  readCookie(request.headers.cookie, cookieName(publicUrl));

/** Everything is denied unless the contract allows it. */
export function refusalFor(allow: Allow, actor: Actor): "NOT_SIGNED_IN" | "FORBIDDEN" | undefined {
  if (allow === "PUBLIC") return undefined;
  if (actor.kind === "visitor") return "NOT_SIGNED_IN";
  if (allow === "SIGNED_IN") return undefined;
  return actor.roles.some((role) => allow.includes(role)) ? undefined : "FORBIDDEN";
}
