import { expect, test, vi } from "vitest";
import { isSilentKey } from "./letter-keys.tsx";

test("[KEY-4] keys of one character are silent once somebody has switched them off, and no other key is", () => {
  const keys = ["g", "?", "1", "Enter", "Escape", "ArrowDown"];
  const stored = (value: string | null): void => void vi.stubGlobal("localStorage", { getItem: () => value });
  stored(null);
  expect(keys.filter(isSilentKey)).toEqual([]);
  stored("false");
  expect(keys.filter(isSilentKey)).toEqual(["g", "?", "1"]);
});
