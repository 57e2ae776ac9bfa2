import { expect, test } from "vitest";
import { WEIGHTS } from "../../scoring/policy.ts";
import { unitId } from "../../scoring/types.ts";
import { criteriaOf, isComplete, oralActivityOf, unitIds } from "./units.ts";

test("[MRK-1] the units and the number of their criteria are those of the scoring model", () => {
  expect(unitIds.toSorted()).toEqual(unitId.options.toSorted());
  expect(unitIds.map((unit) => criteriaOf[unit].length)).toEqual(unitIds.map((unit) => WEIGHTS[unit].length));
});

test("[MRK-1] a mark is complete when each criterion has a band, zero included", () => {
  expect(isComplete("writing.EE", [0, 3, 3, 3, 5])).toBe(true);
  expect(isComplete("writing.EE", [0, 3, 3, 3, null])).toBe(false);
  expect(isComplete("discussion.CO", [3])).toBe(false);
});

test("[MRK-1] each oral unit belongs to the activity that advisers mark", () => {
  expect(unitIds.map(oralActivityOf)).toEqual([undefined, "DISCUSSION", "DISCUSSION", "INTERVIEW", "INTERVIEW"]);
});
