import { expect, test, vi } from "vitest";
import { keepQuestionInHand, questionInHand } from "./place-in-hand.ts";

test("[RDG-14] the question in hand is found again in its own run only, and never one that is not there", () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  expect(questionInHand("one", 14)).toBe(0);
  keepQuestionInHand("one", 13);
  expect(questionInHand("one", 14)).toBe(13);
  expect(questionInHand("two", 14)).toBe(0);
  expect(questionInHand("one", 8)).toBe(0);
});

test("[RDG-14] a window that keeps nothing begins with the first question", () => {
  const refuse = (): never => {
    throw new Error("SecurityError");
  };
  vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse });
  keepQuestionInHand("one", 3);
  expect(questionInHand("one", 14)).toBe(0);
});
