/** What arrived after the end of an activity, for the directorate to decide. */
export const late = {
  "late.title": "Answers that arrived after the end",
  "late.lead":
    "A device without a network may send its last answers after the end of an activity. They are kept aside: nothing counts without your decision, which the person can read with its reason.",
  "late.waiting": "To be decided",
  "late.none": "Nothing to decide",
  "late.noneWhy": "What arrives after the end of an activity appears here, beside what counts.",
  "late.when":
    "{count, plural, one {# change} other {# changes}} received between {from} and {to}. The activity ended on {ended}.",
  "late.whenAtOnce":
    "{count, plural, one {# change} other {# changes}} received on {from}. The activity ended on {ended}.",
  "late.whenAtOnceOpenEnded": "{count, plural, one {# change} other {# changes}} received on {from}.",
  "late.whenOpenEnded": "{count, plural, one {# change} other {# changes}} received between {from} and {to}.",
  "late.decisive": "The result waits for this decision",
  "late.notDecisive": "Nothing that is marked changes; the result does not wait",
  "late.same": "Nothing changes: all that arrived late was there already, or comes from an older page.",
  "late.text": "Text of the writing activity",
  "late.notes": "Personal notes (not judged)",
  "late.flags": "Questions to come back to (not judged)",
  "late.highlights": "Highlights (not judged)",
  "late.diffHint": "What counts now, with what would be added and what would be removed.",
  "late.added": "added:",
  "late.removed": "removed:",
  "late.endChange": "(end)",
  "late.opensReview": "This text has been marked",
  "late.opensReviewText":
    "Should these words count, the marks given stay on the former text, and two new people mark the whole text. The result will be kept or raised, never lowered.",
  "late.obstacle_TEXT_MARKED":
    "This text has been marked a second time: it no longer changes. What arrived late stays on file; if the person loses by it, you can propose to annul the sitting for a technical reason.",
  "late.obstacle_RESULT_SENT":
    "The result has been sent: what arrived late can no longer enter it. The decision stays on file.",
  "late.reason": "Reason",
  "late.reasonHint": "One sentence. The person reads it in their record.",
  "late.count": "Count what arrived late",
  "late.setAside": "Do not count",
  "late.counted": "Counted; what follows takes it into account.",
  "late.notCounted": "Not counted; what arrived late stays on file.",
  "late.decided": "Decisions taken",
  "late.person": "Person",
  "late.activity": "Activity",
  "late.decision": "Decision",
  "late.decision_counted": "counted",
  "late.decision_notCounted": "not counted",
  "late.by": "By",
} as const;
