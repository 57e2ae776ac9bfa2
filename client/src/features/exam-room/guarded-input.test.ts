import { expect, test } from "vitest";
import { refusalFor } from "./guarded-input.ts";

test.each([
  ["insertText", "a", undefined, undefined],
  ["insertLineBreak", "", undefined, undefined],
  ["deleteByCut", "", undefined, undefined],
  ["historyUndo", "", undefined, undefined],
  ["insertFromPaste", "venu d’ailleurs", undefined, { kind: "EXTERNAL_PASTE", characters: 15 }],
  ["insertFromPaste", "venu d’ailleurs", "ma phrase", { kind: "EXTERNAL_PASTE", characters: 15 }],
  ["insertFromPaste", "", "", { kind: "EXTERNAL_PASTE", characters: 0 }],
  ["insertFromPaste", "ma\r\nphrase", "ma\nphrase", undefined],
  ["insertFromYank", "x", undefined, { kind: "EXTERNAL_PASTE", characters: 1 }],
  ["insertFromDrop", "ma phrase", "ma phrase", { kind: "DROP", characters: 9 }],
  ["insertReplacementText", "corrigé", "corrigé", { kind: "REPLACEMENT", characters: 7 }],
])("[WRT-1, WRT-2] %s of «%s» after copying «%s»", (inputType, data, own, refusal) => {
  expect(refusalFor(inputType, data, own)).toEqual(refusal);
});
