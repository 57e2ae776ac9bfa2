/** The in-person session: room plan, arrivals, papers, scans, transcription. */
export const inperson = {
  "inperson.title": "Séance en personne",
  "inperson.arrival": "Arrivée",
  "inperson.arrivedAt": "Arrivée à {time}",
  "inperson.scanTexts": "Numériser les textes",
  "inperson.transcribe": "Transcrire un texte manuscrit",
} as const;
