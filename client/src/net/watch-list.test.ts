import { expect, test } from "vitest";
import { WatchList } from "./watch-list.ts";

test("a query follows what any of the components that show it follows, until the last of them has gone", () => {
  const list = new WatchList();
  expect(list.add("sitting:1", "mySitting")).toBe(true);
  expect(list.add("sitting:1", "mySitting")).toBe(false);
  expect(list.add("sitting:1", "myBroadcasts")).toBe(false);
  expect(list.following(["sitting:1"])).toEqual(new Set(["mySitting", "myBroadcasts"]));
  expect(list.following(["sitting:2"])).toEqual(new Set());

  expect(list.remove("sitting:1", "mySitting")).toBe(false);
  expect(list.following(list.topics())).toEqual(new Set(["mySitting", "myBroadcasts"]));
  expect(list.remove("sitting:1", "mySitting")).toBe(false);
  expect(list.remove("sitting:1", "myBroadcasts")).toBe(true);
  expect(list.topics()).toEqual([]);
});
