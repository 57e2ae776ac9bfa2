import type { messages as french } from "../fr/messages.ts";

export const messages: Readonly<Record<keyof typeof french, string>> = {
  "messages.greeting": "Hello,",
  "messages.invitationSubject": "Your file for the French exam",
  "messages.invitationText": "Your order has referred you to the French exam. Your file is ready: confirm your information and choose your session.",
  "messages.linkSubject": "Your entry link",
  "messages.linkText": "Here is the link you asked for. If you did not ask for it, do nothing.",
  "messages.bookingSubject": "Your session is booked",
  "messages.bookingText": "Your seat is booked. The date, the time and what to prepare are in your file; you can change sessions there.",
  "messages.accommodationSubject": "An answer is waiting for you",
  "messages.accommodationText": "The answer to your request is in your file.",
  "messages.reminderSubject": "Your session is coming up",
  "messages.reminderText": "Your exam session is coming up. What to prepare is in your file.",
  "messages.reminderWhen": "The session: {when}",
  "messages.reminderOwn": "Where you are: {when}",
  "messages.resultToCandidateSubject": "Your result is available",
  "messages.resultToCandidateText": "The result of your French exam is in your file.",
  "messages.resultToBodySubject": "A result is available",
  "messages.resultToBodyText": "The result of a person you referred is in your list.",
  "messages.openLink": "Open this page: {link}",
  "messages.human": "A question? Reply to this message or choose “Talk to someone” on any page. The link works once and stays valid for three days; you can ask for another one.",
  "messages.signature": "The exam service",
};
