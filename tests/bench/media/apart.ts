import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Sent } from "./bare-rooms.ts";

export type Side = "ours" | "bare";
export type Ask =
  | { readonly kind: "usage" }
  /** As `usage`, after a collection. */
  | { readonly kind: "memory" }
  | { readonly kind: "bare"; readonly people: number }
  | { readonly kind: "bare-leaves" }
  | { readonly kind: "send-bare"; readonly people: readonly (readonly Sent[])[] }
  | { readonly kind: "watch"; readonly side: Side; readonly watchers: number; readonly port: number }
  | { readonly kind: "stop-watching" }
  /** Kills the worker of a side and answers once everybody's voice is recorded again; bare rejoins by itself. */
  | { readonly kind: "kill"; readonly side: Side; readonly people: readonly (readonly Sent[])[] };
export interface Usage {
  /** Of the process and its workers. */
  readonly cpuMs: number;
  /** Of the process alone, and of the one worker of each side. */
  readonly nodeMs: number;
  readonly workerMs: Readonly<Record<Side, number>>;
  /** Resident memory of the process and its workers. */
  readonly resident: number;
  /** Of the workers alone. */
  readonly workerResident: number;
  /** What the process itself still holds on to. */
  readonly heap: number;
  /** Of `send-bare`: where each person sends. */
  readonly ports?: readonly number[];
  /** Of `kill`. */
  readonly recoveredMs?: number;
}

export interface ServiceApart {
  readonly url: string;
  ask(ask: Ask): Promise<Usage>;
  /** Where people send after bare mediasoup has rejoined, said before they have been heard. */
  onPorts(handle: (ports: readonly number[]) => void): void;
  stop(): void;
}

export const secret = "a-secret-of-the-benchmark-that-nobody-has";

export async function startServiceApart(workerBin: string): Promise<ServiceApart> {
  const env = { ...process.env, MEDIASOUP_WORKER_BIN: workerBin, EPREUVE_SECRET: secret, LOG_LEVEL: "error" };
  const child: ChildProcess = fork(join(import.meta.dirname, "service-apart.ts"), { env });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message: { readonly url: string }) => resolve(message.url));
    child.once("exit", (code) => reject(new Error(`The media node ended with code ${code}.`)));
  });
  return {
    url,
    ask: (ask) =>
      new Promise((done) => {
        const hear = (message: Usage | { readonly newPorts: readonly number[] }): void => {
          if ("newPorts" in message) return;
          child.off("message", hear);
          done(message);
        };
        child.on("message", hear);
        child.send(ask);
      }),
    onPorts: (handle) =>
      void child.on("message", (message: Usage | { readonly newPorts: readonly number[] }) => {
        if ("newPorts" in message) handle(message.newPorts);
      }),
    stop: () => void child.kill("SIGKILL"),
  };
}
