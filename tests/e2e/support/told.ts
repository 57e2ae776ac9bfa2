import { expect, type Page } from "@playwright/test";
import { deviceKinds } from "#shared/domain/sitting/device-rule.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import type { DemonstrationDay } from "./callers.ts";

/** The lines that a page tells of its person, one after another. */
export interface Told {
  readonly record: () => Promise<RouteAnswer<typeof sittingRecord>>;
  /** What has been added since the last time that it was looked at. */
  readonly fresh: () => Promise<string[]>;
  /** From here on only what comes is looked at. */
  readonly forget: () => Promise<void>;
  /** Exactly this was added, and stays all: what comes late would come within this time. */
  readonly expect: (page: Page, ...expected: readonly string[]) => Promise<void>;
}

/** Their camera and their screen are the room's to watch, and a device that sleeps sends neither. */
export function toldOf({ caller, sittingId }: DemonstrationDay["sitters"][number]): Told {
  let told: readonly string[] = [];
  const record = () => caller.must(sittingRecord, { params: { sittingId } });
  const kinds = async (): Promise<string[]> =>
    (await record()).observations.map(({ kind }) => kind).filter((kind) => !deviceKinds.includes(kind));
  const fresh = async (): Promise<string[]> => (await kinds()).slice(told.length);
  const forget = async (): Promise<void> => void (told = await kinds());
  return {
    record,
    fresh,
    forget,
    expect: async (page, ...expected) => {
      await expect.poll(fresh).toEqual(expected);
      await page.waitForTimeout(2_500);
      expect(await fresh()).toEqual(expected);
      await forget();
    },
  };
}
