/** Which transcriptions a second person checks. */
export const textCheck = {
  "textcheck.title": "Checking of transcriptions",
  "textcheck.lead": "A handwritten text is transcribed, then a second person compares the transcription with the original. These rules say which ones; a text that was transcribed already follows those of that moment.",
  "textcheck.now": "Rules in force",
  "textcheck.text": "Version {version, number} of {date}, by {name}. The first {first, number} transcriptions are all checked; then {share, number}% are, drawn by lot.",
  "textcheck.counts": "{typed, plural, =0 {No text transcribed.} one {# text transcribed, {checked, number} of them to be checked.} other {# texts transcribed, {checked, number} of them to be checked.}}",
  "textcheck.earlier": "Earlier versions",
  "textcheck.line": "Version {version, number}, {date}, {name}: the first {first, number}, then {share, number}%. {reason}",
  "textcheck.change": "Change the rules",
  "textcheck.first": "First transcriptions, all checked",
  "textcheck.share": "Then, of a hundred",
  "textcheck.bad": "A whole number from 0 to {most, number}.",
  "textcheck.reason": "Reason",
  "textcheck.reasonHint": "Kept with the version.",
  "textcheck.done": "Rules saved.",
};
