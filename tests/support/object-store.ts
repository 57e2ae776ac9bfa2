import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** As much of an S3-compatible store as recordings need. Verifies every signature by its own reckoning, from what arrived. */
export interface ObjectStore {
  readonly url: string;
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly refused: readonly string[];
  /** While away it answers 503. */
  setAway(isAway: boolean): void;
  stop(): Promise<void>;
}

export const storeKey = { keyId: "AKIATEST", secret: "secret/with+signs", region: "ca-central-1" };

export async function startObjectStore(): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  let isAway = false;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const answer = (status: number, bytes: Buffer = Buffer.alloc(0)): void => void response.writeHead(status).end(bytes);
      if (isAway) return answer(503);
      const { method = "", url = "", headers } = request;
      const wrong = whatIsWrong(method, url, headers, body);
      if (wrong) {
        refused.push(wrong);
        return answer(403);
      }
      if (method === "PUT") {
        objects.set(url, body);
        return answer(200);
      }
      if (method === "DELETE") return answer(objects.delete(url) ? 204 : 404);
      const found = objects.get(url);
      return found ? answer(200, found) : answer(404);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/recordings`,
    objects,
    refused,
    setAway: (away) => void (isAway = away),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function whatIsWrong(method: string, target: string, headers: NodeJS.Dict<string | string[]>, body: Buffer): string | undefined {
  const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(String(headers["authorization"]));
  if (!given) return "no signature";
  const [, keyId, day = "", region = "", names = "", signature] = given;
  if (keyId !== storeKey.keyId || region !== storeKey.region) return "somebody else's key";
  const sum = createHash("sha256").update(body).digest("hex");
  if (headers["x-amz-content-sha256"] !== sum) return "another body";
  for (const needed of ["host", "x-amz-content-sha256", "x-amz-date"]) if (!names.split(";").includes(needed)) return `${needed} is not signed`;
  const moment = String(headers["x-amz-date"]);
  const sentMs = Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(Date.now() - sentMs) < 900_000) || !moment.startsWith(day)) return "too old";
  const [path = "", query = ""] = target.split("?");
  const lines = names.split(";").map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = `${method}\n${path}\n${query}\n${lines.join("")}\n${names}\n${sum}`;
  let key: Buffer = Buffer.from(`AWS4${storeKey.secret}`);
  for (const part of [day, region, "s3", "aws4_request"]) key = createHmac("sha256", key).update(part).digest();
  const text = `AWS4-HMAC-SHA256\n${moment}\n${day}/${region}/s3/aws4_request\n${createHash("sha256").update(canonical).digest("hex")}`;
  return createHmac("sha256", key).update(text).digest("hex") === signature ? undefined : "a wrong signature";
}
