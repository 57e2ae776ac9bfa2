import { expect, test } from "vitest";
import { waitedSeconds } from "./conversation.ts";

test("[MSG-6] an answer was waited for since the first message that nobody had answered; what follows it was not", () => {
  const asked = (seconds: number) => ({ isFromCandidate: true, createdAtMs: seconds * 1000 });
  const said = (seconds: number) => ({ isFromCandidate: false, createdAtMs: seconds * 1000 });
  expect(waitedSeconds([said(0), asked(10), asked(30), said(70), said(75), asked(100), said(101)])).toEqual([
    null,
    null,
    null,
    60,
    null,
    null,
    1,
  ]);
});
