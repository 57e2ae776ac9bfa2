import { pino, type Logger } from "pino";
import type { Config } from "../config.ts";

export type Log = Logger;

/** One structured line per command. Never answer text, names, tokens. */
export function createLog(config: Pick<Config, "logLevel">): Log {
  return pino({ level: config.logLevel, base: null });
}
