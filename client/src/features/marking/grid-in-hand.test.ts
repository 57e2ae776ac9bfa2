import { describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { takeGrid, type GridsInHand, type OralUnits } from "./grid-in-hand.ts";

const grid = (band: Band | null, revision: number): OralUnits => [{ unit: "discussion.CO", bands: [band, null], comments: "", revision }];

/** Answers as the server does: one revision further, or refused where another window was faster. */
function serverWith(units: OralUnits) {
  let held = units;
  let isDown = false;
  return {
    held: () => held,
    setDown: (next: boolean) => void (isDown = next),
    save: (given: OralUnits): Promise<OralUnits> => {
      if (isDown) return Promise.reject(new Error("offline"));
      if (given[0]?.revision !== held[0]?.revision) return Promise.reject(new Error("conflict"));
      held = given.map((one) => ({ ...one, revision: one.revision + 1 }));
      return Promise.resolve(held);
    },
  };
}

describe("an oral grid whose page was left", () => {
  test("[MRK-54] whoever comes back to a person finds the grid as they left it, and not as the server had it", () => {
    const grids: GridsInHand = new Map();
    takeGrid(grids, "anne", grid(null, 0)).change(grid(4, 0));
    expect(takeGrid(grids, "luc", grid(null, 0)).shown()).toEqual(grid(null, 0));
    expect(takeGrid(grids, "anne", grid(null, 0)).shown()).toEqual(grid(4, 0));
  });

  test("[MRK-54] once it is on the server, the server’s answer counts again", async () => {
    const grids: GridsInHand = new Map();
    const server = serverWith(grid(null, 0));
    const left = takeGrid(grids, "anne", grid(null, 0));
    left.change(grid(4, 0));
    await left.send(server.save);
    expect(takeGrid(grids, "anne", grid(5, 2)).shown()).toEqual(grid(5, 2));
  });

  test("[MRK-54] a save that failed is tried again by the page that was left, with what was given since on the page that is open", async () => {
    const grids: GridsInHand = new Map();
    const server = serverWith(grid(null, 0));
    const left = takeGrid(grids, "anne", grid(null, 0));
    left.change(grid(3, 0));
    server.setDown(true);
    await expect(left.send(server.save)).rejects.toThrow("offline");
    const opened = takeGrid(grids, "anne", grid(null, 0));
    opened.change(grid(4, 0));
    server.setDown(false);
    await Promise.all([left.send(server.save), opened.send(server.save)]);
    expect(server.held()).toEqual(grid(4, 2));
    expect(opened.isUnsaved()).toBe(false);
  });

  test("[MRK-18] what another window gave is joined, a criterion with two bands is decided again, and the page shows it", async () => {
    const open = takeGrid(new Map(), "anne", grid(null, 0));
    const shown: OralUnits[] = [];
    open.watch((units) => shown.push(units));
    open.change([{ unit: "discussion.CO", bands: [3, 2], comments: "ici", revision: 0 }]);
    const theirs: OralUnits = [{ unit: "discussion.CO", bands: [5, null], comments: "là", revision: 1 }];
    const server = serverWith(theirs);
    await expect(open.send(server.save)).rejects.toThrow("conflict");
    open.join(theirs);
    expect(shown).toEqual([[{ unit: "discussion.CO", bands: [null, 2], comments: "là\nici", revision: 1 }]]);
    await open.send(server.save);
    expect(server.held()).toEqual([{ unit: "discussion.CO", bands: [null, 2], comments: "là\nici", revision: 2 }]);
  });
});
