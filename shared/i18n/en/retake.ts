import type { retake as french } from "../fr/retake.ts";

export const retake = {
  "retake.passText":
    "You have reached the cut score in each of the four competencies, at this exam or at an earlier one that still counts. Your order has been informed.",
  "retake.countsTitle": "Counts from an earlier exam",
  "retake.counts": "{competency}: passed on {date}, {score} out of 100",
  "retake.countsText": "By version {version, number} of the rules, what you had passed counts, even though you did not pass it this time.",
  "retake.standing": "If you sit the exam again, this still counts, even if you do not pass it next time:",
  "retake.until": "{competency}, passed on {date}: for an exam sat on {until} at the latest",
  "retake.standingText": "You sit the whole exam. This is what the rules of today say; those of the day of the exam will apply.",
} as const satisfies Record<keyof typeof french, string>;
