import { request } from "node:http";

export interface Announced {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly size: number;
}

/**
 * Says that a body of so many bytes comes, sends none of it, and gives what is answered to that. A server that refuses
 * before it reads closes the line on whoever is still sending, and what it answered is lost with it.
 */
export const announced = (address: string, { method, headers, size }: Announced): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = request(address, { method, headers: { ...headers, "content-length": size } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 0 }));
        asked.destroy();
      });
    });
    asked.on("error", reject);
    asked.flushHeaders();
  });
