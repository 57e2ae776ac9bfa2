import { expect, test } from "vitest";
import { step } from "../../kernel/machine.ts";
import { clipMachine, clipSeconds, clipStates } from "./clip-machine.ts";

test("[CLIP-2] an extract is taken by one node, ends once, and holds two minutes at most", () => {
  const events = ["take", "keep", "miss"] as const;
  expect(clipStates.map((from) => events.map((event) => step(clipMachine, from, event)))).toEqual([
    ["KEEPING", undefined, "MISSED"],
    [undefined, "KEPT", "MISSED"],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
  expect(clipSeconds.before + clipSeconds.after).toBe(120);
});
