import type { exam as french } from "../fr/exam.ts";

export const exam: Readonly<Record<keyof typeof french, string>> = {
  "exam.reading": "Reading",
  "exam.writing": "Writing",
  "exam.activityOf": "activity {number, number} of {total, number}",
  "exam.situation": "Situation",
  "exam.yourDocument": "Your document",
  "exam.yourNotes": "Your notes",
  "exam.submitText": "Submit my text",
  "exam.minutesLeft": "{count, plural, one {# minute} other {# minutes}}",
  "exam.minutesLeftSpoken": "You have {count, plural, one {# minute} other {# minutes}} left.",
  "exam.hideClock": "Hide the time",
  "exam.showClock": "Show the time",
  "exam.words": "{count, plural, one {# word} other {# words}}",
  "exam.divider": "Document width",
};
