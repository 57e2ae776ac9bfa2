import type { journey as french } from "../fr/journey.ts";

export const journey: Readonly<Record<keyof typeof french, string>> = {
  "journey.title": "Your journey",
  "journey.hello": "Hello, {name}",
  "journey.nextStep": "Next step",
  "journey.dueBefore": "to do before {date}",
  "journey.checkEquipment": "Check your equipment",
  "journey.startCheck": "Start the check",
  "journey.practiceExam": "Practice exam",
  "journey.examDay": "Exam day",
  "journey.contact": "Your contact person: {name}",
};
