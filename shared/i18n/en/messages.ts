import type { messages as french } from "../fr/messages.ts";

export const messages: Readonly<Record<keyof typeof french, string>> = {
  "messages.invitationSubject": "Your file for the French exam",
  "messages.greeting": "Hello,",
  "messages.openYourFile": "Open your file: {link}",
  "messages.signature": "The exam service",
};
