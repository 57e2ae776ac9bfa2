/** The adviser's session desk, and leading the discussion and the interview. */
export const desk = {
  "desk.title": "Séance en cours",
  "desk.pause": "Pause",
  "desk.pauseAll": "Pause générale",
  "desk.messageAll": "Message à tous",
  "desk.speak": "Parler",
  "desk.credit": "Rendre du temps",
  "desk.observation": "Observation",
  "desk.note": "Note",
  "desk.log": "Journal",
  "desk.toLookAt": "à regarder d’abord",
} as const;
