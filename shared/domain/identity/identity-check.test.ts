import { expect, test } from "vitest";
import { identityDocuments, identityGround } from "./identity-check.ts";

test("[IDY-13] a confirmation without a document rests on the order, and every other check on what was seen", () => {
  expect(identityGround("NONE_AT_HAND", "CONFIRMED")).toBe("ORDER");
  for (const outcome of ["DOUBT", "POSTPONED"] as const) expect(identityGround("NONE_AT_HAND", outcome)).toBe("NONE_AT_HAND");
  for (const document of identityDocuments.filter((one) => one !== "NONE_AT_HAND"))
    expect(identityGround(document, "CONFIRMED")).toBe(document);
});
