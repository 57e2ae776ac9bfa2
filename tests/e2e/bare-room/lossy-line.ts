import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";

/**
 * The line of one person: what they send and receive by UDP goes through a relay that drops packets, and their socket can
 * be held still. Only theirs: the address that the media node announces is replaced in what their page is told. Nothing
 * but UDP passes, so that no path leads around it. Which packets are lost follows from the seed.
 */
export class LossyLine {
  readonly #front = createSocket("udp4");
  readonly #behind = new Map<string, Socket>();
  readonly #random: () => number;
  readonly #held: (() => void)[] = [];
  #nodePort = 0;
  #loss = 0;
  #isHeld = false;
  passed = 0;
  dropped = 0;

  private constructor(seed: number) {
    this.#random = generator(seed);
  }

  /** Before the page is opened. */
  static async of(page: Page, seed: number): Promise<LossyLine> {
    const line = new LossyLine(seed);
    line.#front.on("message", (packet, { address, port }) => line.#pass(() => line.#socketOf(address, port).send(packet, line.#nodePort, "127.0.0.1")));
    line.#front.bind(0, "127.0.0.1");
    await once(line.#front, "listening");
    await page.routeWebSocket(/media-socket/, (ws) => {
      const node = ws.connectToServer();
      ws.onMessage((message) => line.#say(() => node.send(message)));
      node.onMessage((message) => line.#say(() => ws.send(typeof message === "string" ? line.#reroute(message) : message)));
    });
    return line;
  }

  /** Of every packet in either direction, 0 to 1. */
  lose(share: number): void {
    this.#loss = share;
  }

  /** Signalling stands still too, as it does on a line that is cut; what was said meanwhile comes afterwards. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) for (const say of this.#held.splice(0)) say();
  }

  close(): void {
    this.#front.close();
    for (const socket of this.#behind.values()) socket.close();
  }

  #say(say: () => void): void {
    if (this.#isHeld) this.#held.push(say);
    else say();
  }

  #pass(send: () => void): void {
    if (this.#random() < this.#loss) {
      this.dropped += 1;
      return;
    }
    this.passed += 1;
    send();
  }

  /** A socket for each of the browser's: the node tells paths apart by where they come from. */
  #socketOf(address: string, port: number): Socket {
    const key = `${address}:${port}`;
    const known = this.#behind.get(key);
    if (known) return known;
    const socket = createSocket("udp4");
    socket.on("message", (packet) => this.#pass(() => this.#front.send(packet, port, address)));
    this.#behind.set(key, socket);
    return socket;
  }

  /** The node's candidates become the relay. */
  #reroute(message: string): string {
    if (!message.includes("iceCandidates")) return message;
    const at = message.indexOf("[");
    const said: unknown = JSON.parse(message.slice(at), (key, value: unknown) => {
      if (key !== "iceCandidates" || !Array.isArray(value)) return value;
      const [udp] = (value as { protocol: string; port: number }[]).filter(({ protocol }) => protocol === "udp");
      if (!udp) throw new Error("The media node announces no UDP.");
      this.#nodePort = udp.port;
      return [{ ...udp, port: (this.#front.address() as AddressInfo).port }];
    });
    return message.slice(0, at) + JSON.stringify(said);
  }
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
