import { describe, expect, test } from "vitest";
import { callsForNotice, dueNoticeOf } from "./due-notice.ts";

describe("when markers are written to", () => {
  test("[MSG-15] from seven in the morning at the Office, in winter and in summer, with what is due within two days", () => {
    expect(dueNoticeOf(new Date("2026-01-15T11:59:00Z"))).toBeUndefined();
    expect(dueNoticeOf(new Date("2026-01-15T12:00:00Z"))).toEqual({
      day: "2026-01-15",
      until: new Date("2026-01-18T04:59:59.999Z"),
      givenBefore: new Date("2026-01-15T05:00:00Z"),
    });
    expect(dueNoticeOf(new Date("2026-07-15T10:59:00Z"))).toBeUndefined();
    // The night in which clocks go back has an hour more.
    expect(dueNoticeOf(new Date("2026-11-01T11:59:00Z"))).toBeUndefined();
    expect(dueNoticeOf(new Date("2026-11-01T12:00:00Z"))).toMatchObject({ day: "2026-11-01" });
    // The evening is still the same day there.
    expect(dueNoticeOf(new Date("2026-07-16T03:00:00Z"))).toMatchObject({ day: "2026-07-15" });
  });

  test("[MSG-15] two days before a deadline and on the first day after it", () => {
    const days = (due: string) => ["2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"].filter((day) => callsForNotice([due], day));
    expect(days("2026-03-01")).toEqual(["2026-02-27", "2026-03-02"]);
    expect(callsForNotice([], "2026-03-01")).toBe(false);
    expect(callsForNotice(["2026-02-01", "2026-03-03"], "2026-03-01")).toBe(true);
  });
});
