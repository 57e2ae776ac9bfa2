import { expect, test } from "vitest";
import { chooseNode } from "./place-room.ts";

const node = (name: string, capacity: number, seats: number, load = 0.1) => ({ name, capacity, seats, load });

test("[PLACE-1] a room goes where the largest share is free, and only where all its people fit", () => {
  expect(chooseNode([node("a", 60, 30), node("b", 120, 48), node("c", 60, 59)], 4)?.name).toBe("b");
  expect(chooseNode([node("a", 6, 3), node("b", 6, 5)], 4)).toBeUndefined();
  expect(chooseNode([node("full", 60, 58), node("left", 10, 6)], 4)?.name).toBe("left");
});

test("[PLACE-1] a node that is busy is given nothing more", () => {
  expect(chooseNode([node("hot", 60, 0, 0.9), node("calm", 60, 40, 0.2)], 4)?.name).toBe("calm");
  expect(chooseNode([node("hot", 60, 0, 0.9)], 4)).toBeUndefined();
});

test("[PLACE-1] of two that are equally free the calmer one is chosen, and without nodes there is none", () => {
  expect(chooseNode([node("b", 60, 6, 0.4), node("a", 60, 6, 0.1)], 2)?.name).toBe("a");
  expect(chooseNode([], 2)).toBeUndefined();
});
