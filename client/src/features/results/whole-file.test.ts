import { expect, test } from "vitest";
import { resultDetail } from "#shared/protocol/results.ts";
import { offersWholeFile } from "./whole-file.ts";

test("[RES-28] the desk offers the whole file of what was told or annulled, and of nothing that is to be confirmed", () => {
  expect(resultDetail.shape.state.options.filter(offersWholeFile).toSorted()).toEqual(["ANNULLED", "RESULT_SENT"]);
});
