import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { mediaSource as source, roomPart } from "#shared/protocol/media.ts";

/**
 * A room ticket: what the web tier promises to a media node about one person and one room, for a few minutes. The media
 * node asks nobody; the signature is enough.
 */
const ticketSchema = z.object({
  /** The media node that it opens a room of, and no other one. */
  node: z.string().min(1),
  room: z.string().min(1),
  peer: z.string().min(1),
  name: z.string(),
  role: z.string(),
  /** Absent: everybody receives everybody. */
  part: roomPart.optional(),
  /** Of a device at somebody's side: whose it is. */
  of: z.string().min(1).optional(),
  canPublish: z.array(source),
  /** What of this person is recorded, for as long as they send it. */
  recorded: z.array(source),
  /** What of this person is remembered for two minutes, so that an extract can begin before it was asked for. */
  remembered: z.array(source).optional(),
  expiresAt: z.iso.datetime(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** Long enough to load the room's code on a slow line; the browser asks for another one at each new connection. */
export const ticketLifeMs = 5 * 60_000;

/** When it was signed, of a ticket that lives the usual time. */
export const signedAtMs = ({ expiresAt }: Pick<Ticket, "expiresAt">): number => Date.parse(expiresAt) - ticketLifeMs;

export function signTicket(secret: string, ticket: Ticket): string {
  const body = Buffer.from(canonicalJson(ticket)).toString("base64url");
  return `${body}.${seal(secret, body).toString("base64url")}`;
}

/** The ticket, or undefined when it was altered, signed with another secret, or has expired. */
export function readTicket(secret: string, token: string, now: Date): Ticket | undefined {
  const [body, signature, ...rest] = token.split(".");
  if (!body || !signature || rest.length > 0) return undefined;
  const given = Buffer.from(signature, "base64url");
  const expected = seal(secret, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = ticketSchema.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  return new Date(parsed.data.expiresAt) > now ? parsed.data : undefined;
}

// The prefix keeps this use of the secret apart from any other.
const seal = (secret: string, body: string): Buffer =>
  createHmac("sha256", secret).update(`room-ticket.${body}`).digest();

function parseJson(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
