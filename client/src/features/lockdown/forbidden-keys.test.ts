import { expect, test } from "vitest";
import { forbiddenKey } from "./forbidden-keys.ts";

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const ctrl = { ...none, ctrlKey: true };

test("[LOCK-6] the keys that open the browser's tools, its printing and its saving are known on every system", () => {
  expect(forbiddenKey({ ...none, key: "F12", code: "F12" })).toBe("DEVELOPER_TOOLS");
  for (const letter of ["I", "J", "C", "K"])
    expect(forbiddenKey({ ...ctrl, shiftKey: true, key: letter, code: `Key${letter}` })).toBe("DEVELOPER_TOOLS");
  expect(forbiddenKey({ ...none, metaKey: true, altKey: true, key: "ˆ", code: "KeyI" })).toBe("DEVELOPER_TOOLS");
  expect(forbiddenKey({ ...ctrl, key: "u", code: "KeyU" })).toBe("DEVELOPER_TOOLS");
  expect(forbiddenKey({ ...ctrl, key: "p", code: "KeyP" })).toBe("PRINT");
  expect(forbiddenKey({ ...none, metaKey: true, key: "s", code: "KeyS" })).toBe("SAVE_PAGE");
});

test("[LOCK-6] what writes is never taken for one of them", () => {
  for (const key of ["z", "y", "a", "c", "x", "v", ","])
    expect(forbiddenKey({ ...ctrl, key, code: `Key${key.toUpperCase()}` })).toBeUndefined();
  // AltGr says Ctrl and Alt: a brace, a euro, an accent.
  expect(forbiddenKey({ ...ctrl, altKey: true, key: "{", code: "KeyU" })).toBeUndefined();
  expect(forbiddenKey({ ...none, key: "F2", code: "F2" })).toBeUndefined();
});
