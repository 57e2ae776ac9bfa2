import { expect, test } from "vitest";
import { afterFailure } from "./after-failure.ts";
import { SignalError } from "./signal.ts";

const refusalOfTheWebTier = (code: string): Error => Object.assign(new Error(code), { code });

test("[MEDIA-14] an attempt without an answer is taken up again, one that failed for any other reason is made anew", () => {
  expect([new SignalError("OFFLINE"), refusalOfTheWebTier("OFFLINE"), refusalOfTheWebTier("UNAVAILABLE")].map(afterFailure)).toEqual(["again", "again", "again"]);
  const others = [new SignalError("STALE_EPOCH"), new SignalError("NOT_FOUND"), new DOMException("Two sections with one name.", "InvalidAccessError"), "odd"];
  expect(others.map(afterFailure)).toEqual(["anew", "anew", "anew", "anew"]);
});

test("[MEDIA-11] a room that is over, or not for this person, ends it; so does a browser without what it takes", () => {
  expect(["ROOM_NOT_OPEN", "NOT_FOUND", "FORBIDDEN", "NOT_SIGNED_IN"].map((code) => afterFailure(refusalOfTheWebTier(code)))).toEqual(["closed", "closed", "closed", "closed"]);
  expect(afterFailure(new SignalError("ROOM_NOT_OPEN"))).toBe("closed");
  expect(afterFailure(Object.assign(new Error(), { name: "UnsupportedError" }))).toBe("unsupported");
});
