import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";

export type Ask = { readonly kind: "usage" } | { readonly kind: "bare"; readonly people: number };
export interface Usage {
  /** Of the process and its workers. */
  readonly cpuMs: number;
  /** Resident memory of the process and its workers, after a collection. */
  readonly resident: number;
  /** What the process itself still holds on to, after a collection. */
  readonly heap: number;
}

export interface ServiceApart {
  readonly url: string;
  ask(ask: Ask): Promise<Usage>;
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
        child.once("message", (usage: Usage) => done(usage));
        child.send(ask);
      }),
    stop: () => void child.kill("SIGKILL"),
  };
}
