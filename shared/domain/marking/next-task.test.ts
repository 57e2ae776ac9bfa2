import { describe, expect, test } from "vitest";
import { nextTask } from "./next-task.ts";

const queue = (...names: string[]) => names.map((taskId) => ({ taskId }));

describe("what follows in a queue", () => {
  test("[MRK-26] a text that is left for later comes again after all others, not before the next one that is handed in", () => {
    let waiting = queue("a", "b", "c", "d");
    const seen: string[] = [];
    // The first is left once, each of the others is handed in.
    let shown = nextTask(waiting, "a")?.taskId;
    while (shown !== undefined && seen.length < 9) {
      seen.push(shown);
      const next = nextTask(waiting, shown)?.taskId;
      waiting = waiting.filter(({ taskId }) => taskId !== shown);
      shown = next;
    }
    expect(seen).toEqual(["b", "c", "d", "a"]);
  });

  test("[MRK-26] nothing follows where nothing else waits, and the first one does where the text has left already", () => {
    expect(nextTask(queue("a"), "a")).toBeUndefined();
    expect(nextTask([], "a")).toBeUndefined();
    expect(nextTask(queue("a", "b"), "gone")).toEqual({ taskId: "a" });
  });
});
