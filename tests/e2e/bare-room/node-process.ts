import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MediaOffice } from "#server/platform/media-office.ts";

export type ToNode =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "close"; readonly room: string }
  | { readonly kind: "cut" | "hush" | "pids" | "stop" };
export type FromNode =
  | { readonly kind: "ask"; readonly id: number; readonly method: keyof MediaOffice; readonly given: readonly unknown[] }
  | { readonly kind: "pids"; readonly pids: readonly number[] }
  | { readonly kind: "ready"; readonly port: number };

/** A media node that can be frozen, killed and started again at the same address. */
export class NodeProcess {
  readonly #env: Record<string, string>;
  readonly #office: MediaOffice;
  #child: ChildProcess | undefined;
  #port = 0;

  constructor(env: Record<string, string>, office: MediaOffice) {
    this.#env = env;
    this.#office = office;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  async start(): Promise<void> {
    const child = fork(join(import.meta.dirname, "media-node.ts"), {
      env: { ...process.env, ...this.#env, PORT: String(this.#port) },
      serialization: "advanced",
      // What a test runner asks of its own process is not asked of this one.
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    this.#child = child;
    child.on("message", (message: FromNode) => void this.#answer(child, message));
    this.#port = await new Promise<number>((resolve, reject) => {
      child.on("message", (message: FromNode) => message.kind === "ready" && resolve(message.port));
      child.once("exit", (code) => reject(new Error(`The media node ended with code ${code}.`)));
    });
  }

  async #answer(child: ChildProcess, message: FromNode): Promise<void> {
    if (message.kind !== "ask") return;
    const methods = this.#office as unknown as Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;
    const value = await methods[message.method]?.(...message.given);
    if (child.connected) child.send({ kind: "answer", id: message.id, value } satisfies ToNode);
  }

  tell(message: ToNode): void {
    this.#child?.send(message);
  }

  async workerPids(): Promise<readonly number[]> {
    const child = this.#child;
    if (!child?.connected) return [];
    const answer = new Promise<readonly number[]>((resolve) => {
      const hear = (message: FromNode): void => {
        if (message.kind !== "pids") return;
        child.off("message", hear);
        resolve(message.pids);
      };
      child.on("message", hear);
    });
    this.tell({ kind: "pids" });
    return answer;
  }

  /** Node and workers stand still, as on a machine that is out of breath; answers how to let them go on. */
  async freeze(): Promise<() => void> {
    const pids = [this.#child?.pid, ...(await this.workerPids())].filter((pid) => pid !== undefined);
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    return () => pids.forEach((pid) => process.kill(pid, "SIGCONT"));
  }

  kill(): Promise<void> {
    return this.#end((child) => child.kill("SIGKILL"));
  }

  stop(): Promise<void> {
    return this.#end((child) => child.send({ kind: "stop" } satisfies ToNode));
  }

  async #end(ask: (child: ChildProcess) => unknown): Promise<void> {
    const child = this.#child;
    if (!child?.connected) return;
    const exit = once(child, "exit");
    ask(child);
    await exit;
  }
}
