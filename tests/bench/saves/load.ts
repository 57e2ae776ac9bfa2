import { connect, type Socket } from "node:net";
import type { Person } from "./people.ts";
import { Typist } from "./typing.ts";

/**
 * The load, in a process of its own: people's pages that save five operations at a time over connections that stay
 * open. Requests are made before the clock starts, so that the generator takes as little of the machine as it can.
 * Reads one phase a line, answers one line each.
 */
export interface Phase {
  /** Requests in flight at most; each is another person's. */
  readonly concurrency: number;
  readonly seconds: number;
  /** How many requests to prepare. */
  readonly requests: number;
  /** Arrivals in a second, whatever is in flight; as fast as answers come when absent. */
  readonly perSecond?: number;
}
export interface PhaseResult {
  readonly acknowledged: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
}
export interface Setup {
  /** Of the web processes: each connection, and so each person, keeps to one of them. */
  readonly ports: readonly number[];
  readonly people: readonly Person[];
}

const opsEach = 5;

class Connection {
  private readonly socket: Socket;
  private received = "";
  private settle: ((answer: { status: number; body: string }) => void) | undefined;
  private fail: ((reason: Error) => void) | undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.setEncoding("latin1").on("data", (chunk: string) => this.read(chunk));
    this.socket.on("error", (error) => this.fail?.(error));
    this.socket.on("close", () => this.fail?.(new Error("The server closed the connection.")));
  }

  ask(request: Buffer): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      this.socket.write(request);
    });
  }

  private read(chunk: string): void {
    this.received += chunk;
    const headEnd = this.received.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const length = /content-length: (\d+)/i.exec(this.received.slice(0, headEnd))?.[1];
    const end = headEnd + 4 + Number(length ?? 0);
    if (this.received.length < end) return;
    const answer = { status: Number(this.received.slice(9, 12)), body: this.received.slice(headEnd + 4, end) };
    this.received = this.received.slice(end);
    this.settle?.(answer);
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }
}

class Page {
  private readonly person: Person;
  private readonly typist: Typist;
  private readonly prepared: Buffer[] = [];

  constructor(person: Person, index: number) {
    this.person = person;
    this.typist = new Typist(index);
  }

  prepare(count: number): void {
    while (this.prepared.length < count)
      this.prepared.push(this.save({ leaseEpoch: 1, clientId: this.person.clientId, ...this.typist.next(opsEach) }));
  }
  /** The next save; the same one again after a refusal. */
  take(): Buffer | undefined {
    return this.prepared[0];
  }
  acknowledged(): void {
    this.prepared.shift();
  }

  private save(body: unknown): Buffer {
    const json = Buffer.from(JSON.stringify(body));
    const head = [
      `POST /api/runs/${this.person.runId}/answers HTTP/1.1`,
      "host: localhost",
      "content-type: application/json",
      "x-epreuve-version: 1",
      "sec-fetch-site: same-origin",
      `cookie: ${this.person.cookie}`,
      `content-length: ${json.length}`,
    ];
    return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), json]);
  }
}

const pages: Page[] = [];
const connections: Connection[] = [];
let ports: readonly number[] = [];

function open(setup: Setup): void {
  ports = setup.ports;
  pages.push(...setup.people.map((person, index) => new Page(person, index)));
}

function widen(count: number): void {
  while (connections.length < count) connections.push(new Connection(ports[connections.length % ports.length] ?? 0));
}

/** Requests are made and connections opened before the clock starts. */
async function prepare({ concurrency, requests }: Phase): Promise<void> {
  const each = Math.ceil(requests / pages.length);
  for (const page of pages) page.prepare(each);
  // The server closes what was idle since the phase before.
  for (const connection of connections.splice(0)) connection.close();
  widen(concurrency);
  await new Promise((resolve) => setTimeout(resolve, 200));
}

async function play(phase: Phase): Promise<PhaseResult> {
  const { concurrency, seconds, perSecond } = phase;
  const latencies: number[] = [];
  const refused: Record<string, number> = {};
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1_000;
  const gap = perSecond === undefined ? 0 : (concurrency * 1_000) / perSecond;
  await Promise.all(
    connections.slice(0, concurrency).map(async (connection, slot) => {
      const own = pages.filter((_page, index) => index % concurrency === slot);
      for (let turn = 0; performance.now() < until; turn += 1) {
        // Arrivals are spread evenly over the slots; a late answer does not move the next arrival.
        const due = began + gap * (turn + slot / concurrency);
        if (gap > 0) {
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          if (performance.now() >= until) break;
        }
        const page = own[turn % own.length];
        const request = page?.take();
        if (!page || !request) break;
        const sentAt = gap > 0 ? Math.min(due, performance.now()) : performance.now();
        const { status, body } = await connection.ask(request);
        if (status === 200 && body.includes('"lane":"MAIN"')) {
          page.acknowledged();
          latencies.push(performance.now() - sentAt);
        } else {
          const code = /"code":"(\w+)"/.exec(body)?.[1] ?? String(status);
          refused[code] = (refused[code] ?? 0) + 1;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    }),
  );
  const took = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    acknowledged: latencies.length,
    refused,
    seconds: took,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMsPerRequest: (user + system) / 1_000 / Math.max(1, latencies.length),
  };
}

process.on("message", (message: { setup: Setup } | { prepare: Phase } | { phase: Phase } | { stop: true }) => {
  if ("stop" in message) {
    for (const connection of connections) connection.close();
    process.disconnect();
    return;
  }
  if ("setup" in message) {
    open(message.setup);
    process.send?.({ result: null });
    return;
  }
  ("prepare" in message ? prepare(message.prepare) : play(message.phase)).then(
    (result) => process.send?.({ result: result ?? null }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
