import { type Clock, systemClock } from "./clock.ts";
import type { Db } from "./db.ts";
import type { Log } from "./log.ts";

/** How far a host may be from the database before it is corrected: hosts whose clocks are kept see none of this. */
const toleranceMs = 500;
/** An answer that took longer says too little. */
const slowMs = 1_000;

/**
 * The clock of a host, held to that of the database. What one host writes another one compares, by seconds that stop
 * somebody's time: a host whose own clock is off must not be believed against the others.
 */
export class DatabaseClock implements Clock {
  readonly #askMs: () => Promise<number>;
  readonly #log: Pick<Log, "error" | "info">;
  readonly #host: Clock;
  /** What is added to the host's clock, in milliseconds. */
  #addedMs = 0;

  /** `askMs`: the database's clock, in milliseconds since the epoch. */
  constructor(askMs: () => Promise<number>, log: Pick<Log, "error" | "info">, host: Clock = systemClock) {
    this.#askMs = askMs;
    this.#log = log;
    this.#host = host;
  }

  now(): Date {
    return new Date(this.#host.now().getTime() + this.#addedMs);
  }

  /** To be called every so often. Never throws: while the database is away the last comparison holds. */
  async compare(): Promise<void> {
    const beforeMs = this.#host.now().getTime();
    const askedMs = await this.#askMs().catch(() => undefined);
    const afterMs = this.#host.now().getTime();
    // Somebody may have set the host's clock meanwhile.
    if (askedMs === undefined || afterMs < beforeMs || afterMs - beforeMs > slowMs) return;
    // The database looked at its clock at some moment between the two.
    const [leastMs, mostMs] = [askedMs - afterMs, askedMs - beforeMs];
    if (this.#addedMs >= leastMs - toleranceMs && this.#addedMs <= mostMs + toleranceMs) return;
    this.#addedMs = Math.round((leastMs + mostMs) / 2);
    const isOff = Math.abs(this.#addedMs) > toleranceMs;
    this.#log[isOff ? "error" : "info"](
      { offByMs: -this.#addedMs },
      isOff ? "this host's clock is not the database's, and is corrected: see to its synchronisation" : "this host's clock is the database's again",
    );
  }
}

export async function clockOfDatabase(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ ms: number }[]>`SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms`;
  if (!row) throw new Error("One row was asked for.");
  return row.ms;
}
