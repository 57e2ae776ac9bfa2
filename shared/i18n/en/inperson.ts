import type { inperson as french } from "../fr/inperson.ts";

export const inperson: Readonly<Record<keyof typeof french, string>> = {
  "inperson.title": "In-person session",
  "inperson.arrival": "Arrival",
  "inperson.arrivedAt": "Arrived at {time}",
  "inperson.scanTexts": "Scan the texts",
  "inperson.transcribe": "Transcribe a handwritten text",
};
