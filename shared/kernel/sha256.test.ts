import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "./sha256.ts";

const reference = (text: string): string => createHash("sha256").update(text).digest("hex");

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
  "[SAV-14] a text of %d characters hashes as SHA-256 says",
  (length) => {
    const text = "é".repeat(length);
    expect(sha256Hex(text)).toBe(reference(text));
  },
);

test("[SAV-14] any text hashes as SHA-256 says, the longest one too", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256Hex(text)).toBe(reference(text));
    }),
    { seed: 20261122 },
  );
  const longest = "Œuvre achevée. ".repeat(1_400);
  expect(sha256Hex(longest)).toBe(reference(longest));
});
