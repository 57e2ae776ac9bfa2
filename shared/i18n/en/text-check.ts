/** Which transcriptions a second person checks. */
export const textCheck = {
  "textCheck.title": "Checking of transcriptions",
  "textCheck.lead": "A handwritten text is transcribed, then a second person compares the transcription with the original. These rules say which ones; a text that was transcribed already follows those of that moment.",
  "textCheck.now": "Rules in force",
  "textCheck.text": "Version {version, number} of {date}, by {name}. The first {first, number} transcriptions are all checked; then {share, number}% are, drawn by lot.",
  "textCheck.counts": "{typed, plural, =0 {No text transcribed.} one {# text transcribed, {checked, number} of them to be checked.} other {# texts transcribed, {checked, number} of them to be checked.}}",
  "textCheck.earlier": "Earlier versions",
  "textCheck.line": "Version {version, number}, {date}, {name}: the first {first, number}, then {share, number}%. {reason}",
  "textCheck.change": "Change the rules",
  "textCheck.first": "First transcriptions, all checked",
  "textCheck.share": "Then, of a hundred",
  "textCheck.bad": "A whole number from 0 to {most, number}.",
  "textCheck.reason": "Reason",
  "textCheck.reasonHint": "Kept with the version.",
  "textCheck.done": "Rules saved.",
};
