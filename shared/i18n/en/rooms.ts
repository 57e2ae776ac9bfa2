import type { rooms as french } from "../fr/rooms.ts";

export const rooms: Readonly<Record<keyof typeof french, string>> = {
  "rooms.waitingRoom": "Waiting room",
  "rooms.discussion": "Group discussion",
  "rooms.interview": "Interview",
  "rooms.adviser": "Adviser",
  "rooms.adviserBadge": "Assessment",
  "rooms.adviserNamed": "{name}, assessment",
  "rooms.raiseHand": "Raise hand",
  "rooms.lowerHand": "Lower hand",
  "rooms.handRaised": "Hand raised",
  "rooms.speaking": "Speaking",
  "rooms.microphoneOff": "Microphone off",
  "rooms.noVideo": "No picture",
  "rooms.heardWell": "You are heard clearly",
  "rooms.notHere": "Not here yet",
  "rooms.you": "You",
  "rooms.enter": "Enter the room",
  "rooms.doorTitle": "Before you enter",
  "rooms.doorDevices":
    "Your camera and microphone open when you enter. You can close them at any time. Nothing is recorded.",
  "rooms.soundBlocked": "The browser is waiting for you before it plays the others’ sound.",
  "rooms.playSound": "Turn sound on",
  "rooms.ownControls": "Your microphone and camera",
  "rooms.closeMicrophone": "Turn microphone off",
  "rooms.openMicrophone": "Turn microphone on",
  "rooms.closeCamera": "Turn camera off",
  "rooms.openCamera": "Turn camera on",
  "rooms.hearing.WELL": "You are heard clearly",
  "rooms.hearing.WEAK": "Your sound comes and goes",
  "rooms.hearing.NOT": "Your sound does not arrive",
  "rooms.hearing.MUTED": "Your microphone is off",
  "rooms.hearing.NO_MICROPHONE": "No microphone is open",
  "rooms.hearing.UNKNOWN": "Connecting",
  "rooms.reconnecting": "The connection was lost. It comes back by itself.",
  "rooms.reconnectingHelp": "Stay on this page. Lost time is given back to you.",
  "rooms.superseded": "You are in this room from another window.",
  "rooms.continueHere": "Continue here",
  "rooms.unsupported":
    "This browser cannot make video calls. Open this page in a recent version of Chrome, Edge, Firefox or Safari.",
  "rooms.camera.REFUSED":
    "The browser blocks the camera. Click the padlock or the camera in the address bar, choose “Allow”, then try again.",
  "rooms.camera.MISSING": "No camera is connected. Connect one, or open the cover of the built-in one, then try again.",
  "rooms.camera.BUSY":
    "Another application is using the camera. Close Teams, Zoom or any other video application, then try again.",
  "rooms.camera.UNPLUGGED": "The camera was unplugged. Plug it back in, then try again.",
  "rooms.camera.FAILED":
    "The camera does not answer. Unplug it and plug it back in, or restart the browser, then try again.",
  "rooms.microphone.REFUSED":
    "The browser blocks the microphone. Click the padlock or the microphone in the address bar, choose “Allow”, then try again.",
  "rooms.microphone.MISSING": "No microphone is connected. Connect a headset or a microphone, then try again.",
  "rooms.microphone.BUSY":
    "Another application is using the microphone. Close Teams, Zoom or any other audio application, then try again.",
  "rooms.microphone.UNPLUGGED": "The microphone was unplugged. Plug it back in, then try again.",
  "rooms.microphone.FAILED":
    "The microphone does not answer. Unplug it and plug it back in, or restart the browser, then try again.",
  "rooms.queueSoon": "A member of the team will come for you here.",
  "rooms.queueNext": "It is almost your turn: you are the next person called.",
  "rooms.queuePlace":
    "{count, plural, one {# person is} other {# people are}} before you. Allow about five minutes each.",
  "rooms.queueStay": "Keep this page open. The call appears here; there is nothing to do.",
  "rooms.whoComes": "Who will come",
  "rooms.breatheTitle": "While you wait",
  "rooms.breathe": "Put your feet on the floor and breathe slowly. You are not late, and nothing starts without you.",
  "rooms.haveWater": "A glass of water within reach",
  "rooms.haveIdentity": "Your photo identification, ready to show",
  "rooms.haveQuiet": "A quiet room, the phone on silent",
  "rooms.checkInLead":
    "A member of the team welcomes you and looks at your identification. It takes about three minutes.",
  "rooms.checkInNow": "{name} is looking at your identification.",
  "rooms.checkInSoon": "A member of the team will be here in a moment.",
  "rooms.checkInPromise": "Your document is neither photographed nor recorded. There is nothing to click.",
  "rooms.discussionLead":
    "The group discussion takes place in this room. You will see and hear the other participants and the assessment team.",
  "rooms.part.PREPARATION": "Preparation",
  "rooms.part.OPENING": "Opening",
  "rooms.part.FREE": "Free discussion",
  "rooms.part.CLOSING": "Closing",
  "rooms.partHelp.PREPARATION":
    "Read the task, your document and your notes again for about {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.partHelp.OPENING":
    "The team introduces the discussion. Listen: it takes about {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.partHelp.FREE":
    "The group has the floor for about {minutes, plural, one {# minute} other {# minutes}}. There is no speaking order.",
  "rooms.partHelp.CLOSING": "The team concludes. It takes about {minutes, plural, one {# minute} other {# minutes}}.",
  "rooms.clockStopped": "The clock is stopped.",
  "rooms.discussionLeft": "{minutes, plural, one {# minute is} other {# minutes are}} left in all.",
  "rooms.atTable": "Around the table",
  "rooms.atTableLead":
    "The discussion takes place on site, with these people. Your document and your notes stay on the screen.",
  "rooms.nameIsYou": "{name} (you)",
  "rooms.papers": "Task, documents and notes",
  "rooms.task": "Task",
  "rooms.noNotes": "You have taken no notes.",
  "rooms.interviewNow": "Answer aloud. You may ask for a question to be repeated or put differently.",
  "rooms.interviewLead": "The interview takes place in this room, with one or two members of the assessment team.",
};
