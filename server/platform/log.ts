import { pino, type DestinationStream, type Logger } from "pino";
import type { Config } from "../config.ts";

export type Log = Logger;

/** One structured line per command. Never answer text, names, tokens. To standard output, unless it is said where. */
export function createLog(config: Pick<Config, "logLevel">, to?: DestinationStream): Log {
  const options = { level: config.logLevel, base: null };
  return to ? pino(options, to) : pino(options);
}
