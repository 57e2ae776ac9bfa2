import { createHash, createHmac } from "node:crypto";

/** Signs requests to an S3-compatible store (AWS Signature Version 4). */

export interface Signing {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export interface SignedRequest {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly url: URL;
  readonly body: Uint8Array;
  /** Signed too, beside those that always are. */
  readonly headers?: { readonly [name: string]: string };
}

const algorithm = "AWS4-HMAC-SHA256";
const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Uint8Array | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();
/** All but the letters, digits and marks that the signature leaves alone. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** The headers that make a request somebody's; they hold for some minutes and for exactly this body. */
export function signRequest({ method, url, body, headers = {} }: SignedRequest, { region, keyId, secret }: Signing, now: Date): Record<string, string> {
  const moment = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const day = moment.slice(0, 8);
  const hash = sha256(body);
  const signed: Record<string, string> = { ...headers, host: url.host, "x-amz-content-sha256": hash, "x-amz-date": moment };
  const names = Object.keys(signed).toSorted((a, b) => (a < b ? -1 : 1));
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join("&");
  const canonical = [
    method,
    url.pathname.split("/").map((part) => encoded(decodeURIComponent(part))).join("/"),
    query,
    ...names.map((name) => `${name}:${signed[name]?.trim() ?? ""}`),
    "",
    names.join(";"),
    hash,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), "s3"), "aws4_request");
  const signature = hmac(key, [algorithm, moment, scope, sha256(canonical)].join("\n")).toString("hex");
  // Node sets it by itself, from the address.
  const { host: _host, ...sent } = signed;
  return { ...sent, authorization: `${algorithm} Credential=${keyId}/${scope},SignedHeaders=${names.join(";")},Signature=${signature}` };
}
