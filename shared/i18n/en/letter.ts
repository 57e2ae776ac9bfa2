import type { letter as french } from "../fr/letter.ts";

/** What the letter of a result says of this one exam: loaded with its page. */
export const letter: Readonly<Record<keyof typeof french, string>> = {
  "letter.stopped": "Your examination was stopped after the group discussion, for lack of participation. The reasons of the two people who found so are in the file below.",
  "letter.markedTwice": "This result comes from people: at least two independent marks of each production, then the approval of the directorate.",
  "letter.stoppedByTwo": "This result comes from people: two opinions with reasons on your participation in the discussion, then the approval of the directorate.",
  "letter.approved": "This result was approved by a person of the directorate.",
  "letter.contact": "Your contact at the Office: {name}.",
  "letter.fileWithText": "You are entitled to the reasons. The file holds your text, every mark without the names of people, the rules, the facts noted and the calculation, which anybody can do again.",
  "letter.fileWithoutText": "You are entitled to the reasons. The file holds the marks that were given, without the names of people, the rules, the facts noted and the calculation, which anybody can do again.",
  "letter.fileOfStop": "You are entitled to the reasons. The file holds both opinions on your participation with their reasons, the prompts that you were offered and the marks given before the stop, without the names of people, and the rules, the facts noted and the calculation, which anybody can do again.",
};
