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
  "messages.annulledSubject": "Another session is to be chosen",
  "messages.annulledText": "For a technical reason that has nothing to do with you, the exam you took does not count. It is not a failure. Choose another session in your file now; the exam will be about another case. What you confirmed and agreed to remains valid.",
  "messages.reviewAskedSubject": "Your request for a review was received",
  "messages.reviewAskedText": "Two new people will judge your work, without knowing who you are or what was given the first time. The result will be kept or raised, never lowered. The date of the answer is in your file.",
  "messages.openLink": "Open this page: {link}",
  "messages.human": "A question? Reply to this message or choose “Talk to someone” on any page.",
  "messages.linkOnce": "The link works once and stays valid for three days; you can ask for another one.",
  "messages.callDevice":
    "Automatic call: the shared screen, the camera or the microphone is missing. The clock has stopped and the content is hidden.",
  "messages.callConnection":
    "Automatic call: the exam page has not been heard for more than a minute. The clock has stopped.",
  "messages.callDecision":
    "Automatic call: the cuts were long or repeated. You decide: resume the activity or sit it again.",
  "messages.callExamBrowser":
    "Automatic call: Safe Exam Browser is no longer recognised. The clock has stopped; everything that was written is kept.",
  "messages.signature": "The exam service",
};
