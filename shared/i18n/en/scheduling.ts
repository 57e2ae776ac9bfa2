import type { scheduling as french } from "../fr/scheduling.ts";

export const scheduling: Readonly<Record<keyof typeof french, string>> = {
  "scheduling.chooseSession": "Choose a session",
  "scheduling.lead":
    "The same exam, the same durations, the same marking; the attestation does not say where you were.",
  "scheduling.mode": "Where do you wish to sit the exam?",
  "scheduling.onlineHint":
    "At home, with a computer, a camera and a microphone. A person supervises you remotely. You write with a keyboard.",
  "scheduling.inPersonHint":
    "In our offices, where everything is provided. A person supervises you on the spot. You write with a keyboard or by hand.",
  "scheduling.computerNeeded": "The online exam needs a computer: no telephone or tablet.",
  "scheduling.tool": "What do you wish to write with?",
  "scheduling.keyboard": "With a keyboard",
  "scheduling.keyboardHint": "An exam computer, without spell checker, with accents one click away.",
  "scheduling.handwritten": "By hand",
  "scheduling.handwrittenHint":
    "On paper; your text is typed exactly as it is, and the marking does not see the difference.",
  "scheduling.supervisionAsk": "The online exam needs your agreement to remote supervision",
  "scheduling.supervisionText":
    "A person whose name you know watches your camera and screen live. No continuous video is kept. You may prefer a seat in our offices, without delay or penalty.",
  "scheduling.accept": "I accept",
  "scheduling.seeInPerson": "See seats in person",
  "scheduling.credits": "What you have passed still counts at this exam",
  "scheduling.creditUntil": "{competency}: until {date}",
  "scheduling.sessions": "Sessions",
  "scheduling.seatsLeft": "{count, plural, =0 {session full} one {# free seat} other {# free seats}}",
  "scheduling.sessionAt": "Session on {date}",
  "scheduling.yourTime": "where you are ({place}): {time}",
  "scheduling.deviceTime": "{time} by your device’s clock",
  "scheduling.inSentence": "{date} at {time}",
  "scheduling.changeUntil": "You can change or cancel until {date}.",
  "scheduling.changeAnytime": "You can change or cancel until the session begins.",
  "scheduling.tooLate": "The time to change has passed. If something unexpected happens, talk to someone.",
  "scheduling.none": "No session of this kind for the moment",
  "scheduling.noneText":
    "New sessions are added each month. Look at the other mode, come back soon or talk to someone.",
  "scheduling.book": "Book this seat",
  "scheduling.change": "Take this seat instead of the other",
  "scheduling.chooseFirst": "Choose a session.",
  "scheduling.booked": "Your seat is booked. An e-mail confirms it.",
  "scheduling.yours": "Your session",
  "scheduling.yourSeat": "your seat",
  "scheduling.cancel": "Cancel my seat",
  "scheduling.cancelAsk": "Cancel your seat?",
  "scheduling.cancelText": "Somebody else can take it at once. You can choose another session whenever you like.",
  "scheduling.keep": "Keep my seat",
  "scheduling.cancelled": "Your seat is cancelled.",
  "scheduling.another": "Choose another session",
  "scheduling.notYet": "A session is chosen after you have confirmed your information and answered the notice.",
};
