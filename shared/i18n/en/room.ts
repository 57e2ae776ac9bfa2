import type { room as french } from "../fr/room.ts";

export const room: Readonly<Record<keyof typeof french, string>> = {
  "room.notSavedWhat": "Not saved — what to do",
  "room.whatToDoNow": "What to do now",
  "room.stayHere": "Keep this page open: what is on the screen stays there.",
  "room.tryLater": "We try again every few seconds; there is nothing for you to restart.",
  "room.askPerson": "If it lasts longer than a minute, talk to someone. Lost time is given back to you.",
  "room.busyTitle": "The server is slower than usual",
  "room.busyText": "Your work is kept on this device and is sent a little later. Carry on; there is nothing for you to do.",
  "room.frozenTitle": "Your activity is paused until you press “Continue”",
  "room.frozenWhat":
    "We stopped hearing your page at {time}. Your time stopped at that moment; nothing was handed in.",
  "room.frozenGiven": "Time given back: all that has passed since {time}.",
  "room.frozenLeft": "You have {count, plural, one {# minute} other {# minutes}} left.",
  "room.frozenKept":
    "{count, plural, =0 {Everything that you wrote is on the server.} one {# change is kept on this device; it is sent as soon as you continue.} other {# changes are kept on this device; they are sent as soon as you continue.}}",
  "room.frozenElsewhere":
    "All that the server received is here. Should words be missing, they are kept on the other device: leave it as it is and, before you continue here, talk to someone, who can bring them over.",
  "room.frozenReady": "Take the time that you need. The clock starts again when you press the button.",
  "room.continue": "Continue",
  "room.undo": "Undo",
  "room.redo": "Redo",
  "room.edits": "Changes",
  "room.capitals": "Capitals",
  "room.insertWith": "Insert {character}: {key}, then {presses, plural, one {F2 once} other {F2 # times}}",
  "room.space": "space",
  "room.accentHint": "Accents: the letter, then F2.",
  "room.inserted": "{character} inserted",
  "room.keyboard": "Keyboard",
  "room.keyboardTitle": "Your keyboard and the accents",
  "room.keyboardLead":
    "On any keyboard: type the letter, then F2 (or Ctrl and comma). Each further press gives the next form.",
  "room.keyColumn": "Type",
  "room.formsColumn": "Then F2, once, twice…",
  "room.shortcutUndo": "Undo: Ctrl+Z. Redo: Ctrl+Y.",
  "room.layoutStart": "Recognise my keyboard",
  "room.layoutAsk": "Type the letter: {letter}",
  "room.layoutNowhere": "I cannot find it",
  "room.layoutOther": "That was not the letter {letter}. Try again.",
  "room.layoutKnown": "Your keyboard: {layout}",
  "room.layoutUnknown": "We do not recognise this keyboard. The F2 key gives every accent.",
  "room.layout.CANADIAN": "Canadian French",
  "room.layout.FRENCH": "French (France)",
  "room.layout.SWISS": "Swiss French",
  "room.layout.US": "English",
  "room.tip.CANADIAN":
    "“É” is on the right, near the Shift key. “À”, “è” and “ç” have a key of their own, or the accent first and then the letter.",
  "room.tip.FRENCH":
    "“É”, “è”, “ç”, “à” and “ù” are on the top row. For capitals, type the letter and then F2.",
  "room.tip.SWISS": "“É”, “è” and “à” are on the right. For the others, the accent first, then the letter.",
  "room.tip.US": "This keyboard has no accents. Type the letter, then F2.",
  "room.layoutAgain": "Start again",
  "room.noWordCount": "No word counter, on purpose: the length is a guide.",
  "room.noSignature": "Do not sign and do not name yourself: those who mark do not know who writes.",
  "room.wordCount": "{count, plural, one {# word} other {# words}}",
  "room.refusedInput":
    "This text was not typed here; it was not inserted. You can move your own sentences with cut and paste.",
  "room.offlineTitle": "The server does not answer",
  "room.offlineLead":
    "This page is ours and stays open. We try again every five seconds; your exam room comes back by itself.",
  "room.offlineTime": "Your time stops by itself, and what is lost is given back to you.",
  "room.offlineKept":
    "{count, plural, =0 {Nothing waits on this device: everything that you wrote was on the server.} one {# change is kept on this device and is sent when the server is back.} other {# changes are kept on this device and are sent when the server is back.}}",
  "room.offlineNothing": "This device has nothing to keep for this session.",
  "room.offlineUnreadable": "We cannot read what this device keeps. Do not close the browser.",
  "room.offlineText": "Your text, as it is kept on this device",
  "room.unreadableTitle": "We cannot read what this device keeps",
  "room.unreadableText":
    "It may hold words that the server has not received yet. We try again every two seconds, and the room opens by itself. If this lasts, talk to someone, who can give you this time back.",
  "room.unreadableOtherwise":
    "You can also open without waiting: your work will be what the server has received, and what is only on this device will not come back into it.",
  "room.unreadableOpen": "Open without waiting",
  "room.notesElsewhereTitle": "Your notes are being saved in another window",
  "room.notesElsewhereText":
    "They can no longer change here. Write in the other window or go on here: you will find everything that was saved.",
  "room.tryNow": "Try now",
  "room.rescueTitle": "Rescue file",
  "room.rescueText":
    "The server does not answer. To be safe, you can keep a copy of your work. It is encrypted: only our team can read it. Give it to the person who accompanies you, then go on waiting here.",
  "room.rescueElsewhere":
    "Words written here were not saved at the moment of the change of device. Keep an encrypted copy of them: only our team can read it. Give it to someone of the session before you continue on the other device; after that, only what is written there counts.",
  "room.rescueFailedSave":
    "What you wrote could not be saved. Keep a copy of it: it is encrypted and only our team can read it. Give it to the person who accompanies you.",
  "room.rescueDownload": "Download the rescue file",
  "room.rescueDone": "The rescue file is in your downloads.",
  "room.rescueNothing":
    "No file was made: we find nothing on this device that waits for the server. If words are missing on the screen, talk to someone.",
  "room.rescueFailed": "The file could not be prepared. Keep this page open and talk to someone.",
};
