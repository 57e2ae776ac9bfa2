import type { marking as french } from "../fr/marking.ts";

export const marking: Readonly<Record<keyof typeof french, string>> = {
  "marking.queue": "Texts to mark",
  "marking.position": "text {position, number} of {total, number}",
  "marking.band": "Band {band, number}",
  "marking.comment": "Comment",
  "marking.lock": "Lock the mark",
  "marking.lockMeans": "Once locked, your mark does not change.",
};
