import type { promises as french } from "../fr/promises.ts";

export const promises: Readonly<Record<keyof typeof french, string>> = {
  "promises.title": "What this service never does",
  "promises.lead":
    "People receive you, see you and decide. No machine judges your face, your voice, your eyes or the way you write.",
  "promises.neverTitle": "Never",
  "promises.faceMatch": "No automatic comparison of faces. A person looks at your identity document; no picture of it is kept.",
  "promises.gaze": "No tracking of the eyes or of the head.",
  "promises.emotion": "No analysis of emotions, no “suspicion” score.",
  "promises.voice": "No analysis of the voice, no voice print.",
  "promises.keystroke": "No identification by the way of typing. Outside the answer field no key is kept.",
  "promises.aiText": "No detector of texts “written by a machine”.",
  "promises.files": "No reading of your files, your programs or your history.",
  "promises.secret": "No secret recording: the page says what is recorded while it is.",
  "promises.sanction": "No automatic sanction: an observation is a line of your record, and nothing else.",
  "promises.insteadTitle": "Instead",
  "promises.people": "Named people are there for the whole session; you can talk to them at any time.",
  "promises.record": "Everything that is noted about you is in your record, in the words that the Office reads too.",
  "promises.time": "A cut is neither a fault nor a submission: your time stops and is given back.",
  "promises.seat": "Would you rather not be supervised at a distance? A seat in person is offered to you, without penalty.",
  "promises.checked": "An automatic test looks for such programs in everything that the service is made of, at each version.",
};
