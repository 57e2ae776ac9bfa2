import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

export interface CommandOutcome {
  /** The exit status, or `null` when the program did not start or was stopped. */
  readonly status: number | null;
  /** Everything it wrote, both outputs together. */
  readonly output: string;
}

/** Runs a program to its end, without a shell. A program that cannot be started is an outcome, not an exception. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { env = process.env, onLine }: CommandOptions = {},
): Promise<CommandOutcome> {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const status = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      lines.push(error.message);
      resolve(null);
    });
    child.on("close", resolve);
  });
  return { status, output: lines.join("\n") };
}

/** The same for a program that has to succeed. The error carries the end of its output, where the reason is. */
export async function mustRun(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { status, output } = await runCommand(command, args, options);
  if (status !== 0) {
    const end = output.split("\n").slice(-40).join("\n");
    throw new Error(`\`${command} ${args.join(" ")}\` failed (${status ?? "not run"}):\n${end}`);
  }
  return output;
}
