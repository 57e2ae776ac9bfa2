import { describe, expect, test } from "vitest";
import { readAsked } from "./asked.ts";
import { castOf } from "./cast.ts";

const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const person = (number: number, name: string) => ({ accountId: id(number), slug: name, name, email: `${name}@courriel.test`, roles: [], bodyCode: null, tool: null });
const people = ["amina", "joseph", "marc", "line"].map((name, index) => person(index, name));
const session = {
  sessionId: "now",
  bodyCode: "OIIQ",
  deliveryMode: "ONLINE" as const,
  state: "OPEN" as const,
  startsAt: "2026-11-22T14:00:00Z",
  timeZone: "America/Toronto",
  candidateIds: [id(0), id(1)],
  adviserIds: [id(2), id(3)],
};
const demonstration = { password: "", people, sessions: [session] };
const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

describe("[DEMO-7] what is asked", () => {
  test("what is not said is three candidates and one adviser, on this machine", () => {
    expect(readAsked(["--session", "now"], {})).toEqual({ session: "now", candidates: 3, advisers: 1, minutes: 5, url: "http://localhost:3000" });
    expect(readAsked([], {})).toMatchObject({ session: null, candidates: 3, advisers: 1 });
    expect(readAsked(["--session", "now", "--url", "http://localhost:3001/"], { PORT: "4000" }).url).toBe("http://localhost:3001");
    expect(readAsked(["--session", "now"], { PORT: "4000" }).url).toBe("http://localhost:4000");
  });

  test.each([
    [["--session", "now", "--candidates", "many"], "--candidates is a whole number from 0 to 8, not “many”"],
    [["--session", "now", "--candidates", "99"], "--candidates is a whole number from 0 to 8"],
    [["--session", "now", "--advisers", "-1"], "--advisers"],
    [["--session", "now", "--candidates", "0", "--advisers", "0"], "Nobody would come"],
    [["--session", "now", "--url", "here"], "--url is an address"],
    [["--session", "now", "--colour", "red"], "--colour"],
  ])("%j is refused with a sentence that says what is right", (given, sentence) => {
    expect(() => readAsked(given, {})).toThrow(sentence);
  });
});

describe("[DEMO-8] who comes", () => {
  test("the last ones come and the first ones are left for the visitor", () => {
    const cast = castOf(demonstration, { session: "now", candidates: 1, advisers: 1 });
    expect([names(cast.candidates), names(cast.advisers), names(cast.free), cast.newcomers]).toEqual([["joseph"], ["line"], ["marc", "amina"], 0]);
  });

  test("the one session that can be joined needs no name; of several one is asked for, with the list", () => {
    expect(castOf(demonstration, { session: null, candidates: 1, advisers: 1 }).sessionId).toBe("now");
    const several = { ...demonstration, sessions: [session, { ...session, sessionId: "later" }] };
    expect(() => castOf(several, { session: null, candidates: 1, advisers: 1 })).toThrow(/Which session\?[^]*now[^]*later/);
    expect(() => castOf({ ...demonstration, sessions: [] }, { session: null, candidates: 1, advisers: 1 })).toThrow("There is none");
  });

  test("further candidates are counted while the session has not begun, and refused afterwards", () => {
    expect(castOf(demonstration, { session: "now", candidates: 3, advisers: 1 }).newcomers).toBe(1);
    const begun = { ...demonstration, sessions: [{ ...session, state: "IN_PROGRESS" as const }] };
    expect(() => castOf(begun, { session: "now", candidates: 3, advisers: 1 })).toThrow("ask for 2 at most");
  });

  test("where both advisers are simulated, one candidate is left to be", () => {
    const cast = castOf(demonstration, { session: "now", candidates: 2, advisers: 2 });
    expect([names(cast.candidates), cast.newcomers, names(cast.free)]).toEqual([["joseph"], 1, ["amina"]]);
  });

  test("an unknown session is refused with the list of those there are", () => {
    expect(() => castOf(demonstration, { session: "other", candidates: 1, advisers: 0 })).toThrow(/No session other[^]*now {2}OIIQ, not begun/);
    expect(() => castOf({ ...demonstration, sessions: [] }, { session: "other", candidates: 1, advisers: 0 })).toThrow("restart the server");
    expect(() => castOf(demonstration, { session: "now", candidates: 1, advisers: 3 })).toThrow("has 2 advisers");
  });
});
