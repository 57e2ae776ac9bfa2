import { systemClock, type Clock } from "../clock.ts";
import { signRequest, type Signing } from "./sign-request.ts";

/** Where sealed files are kept when the folder of a node is only where they wait: any S3-compatible store. */
export interface ShelfOptions extends Signing {
  /** With the bucket and what comes before every name: `https://store.example/bucket/recordings`. */
  readonly url: string;
}

export interface Shelf {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is nothing of that name. */
  get(name: string): Promise<Buffer | undefined>;
  /** Removing what is not there is no error. */
  remove(name: string): Promise<void>;
}

const patienceMs = 60_000;
const nothing = new Uint8Array();

/** Goes by the machine's own clock: a store refuses what is signed for another moment than its own. */
export function createShelf(options: ShelfOptions, clock: Clock = systemClock): Shelf {
  const send = async (method: "GET" | "PUT" | "DELETE", name: string, body: Uint8Array = nothing): Promise<Response> => {
    const url = new URL(`${options.url.replace(/\/$/, "")}/${name}`);
    const headers = signRequest({ method, url, body }, options, clock.now());
    return fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(patienceMs),
      ...(method === "PUT" ? { body: new Uint8Array(body) } : {}),
    });
  };
  const refuse = async (response: Response, what: string): Promise<never> => {
    const told = (await response.text().catch(() => "")).slice(0, 300);
    throw new Error(`The store of recordings answers ${response.status} to ${what}: ${told}`);
  };
  return {
    put: async (name, bytes) => {
      const response = await send("PUT", name, bytes);
      if (!response.ok) await refuse(response, `PUT ${name}`);
      await response.arrayBuffer();
    },
    get: async (name) => {
      const response = await send("GET", name);
      if (response.status === 404) {
        await response.arrayBuffer();
        return undefined;
      }
      if (!response.ok) return refuse(response, `GET ${name}`);
      return Buffer.from(await response.arrayBuffer());
    },
    remove: async (name) => {
      const response = await send("DELETE", name);
      if (!response.ok && response.status !== 404) await refuse(response, `DELETE ${name}`);
      await response.arrayBuffer();
    },
  };
}
