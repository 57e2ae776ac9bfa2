import type { Activity } from "#shared/domain/sitting/run-machine.ts";

/** What each activity is called. */
export const activityKeys = {
  READING: "exam.reading",
  DISCUSSION: "exam.discussion",
  WRITING: "exam.writing",
  INTERVIEW: "exam.interview",
} as const satisfies Record<Activity, string>;
