import type { Config } from "../config.ts";
import type { Bus } from "../platform/bus.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { MediaOffice } from "../platform/media-office.ts";

/** What a media node works with: no database, only the office that asks one. */
export interface MediaDeps {
  readonly config: Pick<Config, "media" | "secret" | "recording">;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly office: MediaOffice;
}
