import type { rescue as french } from "../fr/rescue.ts";

export const rescue: Readonly<Record<keyof typeof french, string>> = {
  "rescue.title": "Import a rescue file",
  "rescue.for": "For {name} only",
  "rescue.lead":
    "When a device could not reach the server, it gives the candidate an encrypted file. What it holds is judged as if the page had sent it now: what comes after the end of the activity is kept aside, and a person decides. If the person has changed devices, import the file before they press “Continue”: after that only what they write on the new device counts.",
  "rescue.choose": "Choose the file",
  "rescue.importing": "Importing",
  "rescue.done": "The file is imported ({activity})",
  "rescue.counted":
    "{count, plural, =0 {No new change counts.} one {# change was missing and counts now.} other {# changes were missing and count now.}}",
  "rescue.keptAside":
    "{count, plural, =0 {Nothing is kept aside.} one {# change is kept aside.} other {# changes are kept aside.}}",
  "rescue.superseded":
    "{count, plural, one {# change comes from a page that the person has replaced: it is kept and does not count.} other {# changes come from a page that the person has replaced: they are kept and do not count.}}",
  "rescue.known":
    "{count, plural, =0 {The server had nothing of this file.} one {# change was already on the server.} other {# changes were already on the server.}}",
  "rescue.imports": "Imported files",
  "rescue.none": "No file imported",
  "rescue.noneWhy": "Each imported file is listed here and in the record of the sitting.",
  "rescue.when": "When",
  "rescue.activity": "Activity",
  "rescue.operations": "Changes",
  "rescue.by": "By",
  "rescue.link": "Rescue file",
};
