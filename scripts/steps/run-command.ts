import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";

import { projectRoot } from "./project.ts";

export type CommandResult = { readonly code: number; readonly output: string };

type Options = { readonly env?: NodeJS.ProcessEnv; readonly onOutput?: (text: string) => void };

const running = new Set<ChildProcess>();

/** Runs a program to its end in the project's folder; its output, both streams in order of arrival, is kept. */
export function runCommand(command: string, args: readonly string[], options: Options = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.env };
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let output = "";
    const keep = (chunk: string) => {
      output += chunk;
      options.onOutput?.(chunk);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", keep);
    const finish = (code: number) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      keep(`${command}: ${error.message}\n`);
      finish(127);
    });
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** For an interrupted script: whatever it was waiting for ends with it. */
export function stopRunningCommands(): void {
  for (const child of running) child.kill("SIGTERM");
}
