import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

const textOf = (row: readonly string[]): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(csvOf([row]));

test("[OFP-2] a value that a spreadsheet would run is text in a file, and every other value is as it was typed", () => {
  expect(textOf(['=HYPERLINK("http://x.test";"ici")', "+1", "-1", "@a", "\tb", "\rc"])).toBe(
    `\uFEFF"'=HYPERLINK(""http://x.test"";""ici"")","'+1","'-1","'@a","'\tb","'\rc"\r\n`,
  );
  expect(textOf(["2026-12-01", "O’Neill", "a=b", ""])).toBe('\uFEFF"2026-12-01","O’Neill","a=b",""\r\n');
});
