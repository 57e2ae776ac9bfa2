import { expect, test } from "vitest";
import { nothingLasts, untilTaken } from "./until-taken.ts";

test("[LOCK-14] what begins while the clock stands and lasts is told once when it runs again; what is over by then is not", () => {
  const told: string[] = [];
  let isRunning = false;
  const lasting = untilTaken((signal: string) => {
    if (isRunning) told.push(signal);
    return isRunning;
  }, nothingLasts());
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

test("[LOCK-14] who watches again, after a call, does not tell once more what was told and lasts; what ended and begins again is told", () => {
  const told: string[] = [];
  const known = nothingLasts<string>();
  const watch = () =>
    untilTaken((signal: string) => {
      told.push(signal);
      return true;
    }, known);
  watch().began("DISPLAYS");
  const after = watch();
  after.began("DISPLAYS");
  after.lookAgain();
  expect(told).toEqual(["DISPLAYS"]);
  after.ended("DISPLAYS");
  after.began("DISPLAYS");
  expect(told).toEqual(["DISPLAYS", "DISPLAYS"]);
});

test("[LOCK-14] what waits when a call takes the activity out of view is told once it is back", () => {
  const told: string[] = [];
  const known = nothingLasts<string>();
  const watch = (isRunning: boolean) =>
    untilTaken((signal: string) => {
      if (isRunning) told.push(signal);
      return isRunning;
    }, known);
  watch(false).began("SECOND_PAGE");
  watch(true).lookAgain();
  watch(true).lookAgain();
  expect(told).toEqual(["SECOND_PAGE"]);
});
