import type { newDateWords as french } from "../fr/new-date.ts";

export const newDateWords: Readonly<Record<keyof typeof french, string>> = {
  "newdate.title": "Another date",
  "newdate.lead": "With {name}, at no loss: nothing of the first session counts.",
  "newdate.link": "Choose another date",
  "newdate.notYet": "No other date to choose",
  "newdate.notYetWhy": "Another date is chosen when the sitting is postponed or came to nothing. Postpone it first.",
  "newdate.noneText": "No session of this order is open at this moment. The person can choose by themselves as soon as one opens.",
  "newdate.booked": "A seat is booked: {when}",
  "newdate.bookedText": "The person sees it in their journey and can change it themselves.",
  "newdate.sessions": "Sessions open to this person",
  "newdate.sessionMissing": "Choose a session.",
  "newdate.needsConsent": "the person has not agreed to what this mode asks for",
  "newdate.tool": "Writing tool",
  "newdate.toolMissing": "Choose the writing tool.",
  "newdate.reason": "Reason",
  "newdate.reasonHint": "The person reads it in their record, with your name.",
  "newdate.reasonMissing": "Write the reason in three characters or more.",
  "newdate.choose": "Book this session",
  "newdate.confirmTitle": "Book this session for {name}?",
  "newdate.confirmText": "The person receives a message and can change the session themselves.",
  "newdate.done": "The session is booked; the person receives a message.",
};
