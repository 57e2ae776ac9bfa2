import { describe, expect, test } from "vitest";
import { discussionParts, gateOutcome, partSeconds } from "./frame.ts";

describe("the frame of a discussion", () => {
  test("[GATE-6] the parts fill the whole time, of a real discussion and of a rehearsal", () => {
    for (const total of [1_800, 4_800, 840, 60]) {
      const seconds = discussionParts.map((part) => partSeconds(part, total));
      expect(Math.abs(seconds.reduce((sum, part) => sum + part, 0) - total)).toBeLessThanOrEqual(2);
      expect(Math.min(...seconds)).toBeGreaterThan(0);
    }
    expect(partSeconds("FREE", 1_800)).toBe(1_380);
  });

  test("[GATE-1] the gate waits for two opinions, and one that saw the person take part is enough", () => {
    const [yes, no] = [{ hasParticipated: true }, { hasParticipated: false }];
    expect(gateOutcome([])).toBe("PENDING");
    expect(gateOutcome([no])).toBe("PENDING");
    expect(gateOutcome([no, yes])).toBe("CONTINUES");
    expect(gateOutcome([yes, yes])).toBe("CONTINUES");
    expect(gateOutcome([no, no])).toBe("STOPPED");
  });
});
