import { createHmac } from "node:crypto";

export interface IceServer {
  readonly urls: string[];
  readonly username?: string;
  readonly credential?: string;
}

// A whole exam day, so that a call never loses its relay in the middle.
const credentialLifeSeconds = 12 * 3600;

/** Credentials for a TURN server that shares a secret with us (coturn's `use-auth-secret`): `expiry:peer`, HMAC-SHA1. */
export function iceServersFor(
  turn: { readonly url: string; readonly secret: string } | undefined,
  peer: string,
  now: Date,
): IceServer[] {
  if (!turn) return [];
  const username = `${Math.floor(now.getTime() / 1000) + credentialLifeSeconds}:${peer}`;
  const credential = createHmac("sha1", turn.secret).update(username).digest("base64");
  return [{ urls: turn.url.split(","), username, credential }];
}
