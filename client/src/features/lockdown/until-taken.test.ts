import { expect, test } from "vitest";
import { untilTaken } from "./until-taken.ts";

test("[LOCK-14] what begins while the clock stands and lasts is told once when it runs again; what is over by then is not", () => {
  const told: string[] = [];
  let isRunning = false;
  const lasting = untilTaken((signal: string) => {
    if (isRunning) told.push(signal);
    return isRunning;
  });
  lasting.began("DISPLAYS");
  lasting.began("TRANSLATION");
  lasting.ended("TRANSLATION");
  lasting.lookAgain();
  expect(told).toEqual([]);
  isRunning = true;
  lasting.lookAgain();
  lasting.lookAgain();
  expect(told).toEqual(["DISPLAYS"]);
  lasting.began("SECOND_PAGE");
  lasting.lookAgain();
  expect(told).toEqual(["DISPLAYS", "SECOND_PAGE"]);
});
