import type { Config } from "../config.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db.ts";
import type { Log } from "./log.ts";
import type { DocumentSigner } from "./signer/signer.ts";

/** What every command is given. Tests pass their own clock and signer. */
export interface Deps {
  readonly config: Config;
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly signer: DocumentSigner;
}
