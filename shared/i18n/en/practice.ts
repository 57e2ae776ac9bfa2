export const practice = {
  "practice.title": "Practice exam",
  "practice.lead":
    "The real exam room, with a case made for practice: reading, then writing. As often as you like, before the day of the exam.",
  "practice.same":
    "The same room, the same saving of your work, the same time, the same way to hand in. What the room refuses on the day of the exam, it refuses here too.",
  "practice.nothingCounts":
    "Nothing counts and nothing is marked. It is not an attempt; neither your order nor the people who mark know anything of it.",
  "practice.alone":
    "The group discussion and the interview are held with people: they are not part of the practice.",
  "practice.start": "Begin the practice",
  "practice.startAgain": "Begin another practice",
  "practice.resume": "Go on with my practice",
  "practice.replaces": "A new practice replaces the one that is under way.",
  "practice.notToday": "Your exam is under way. You can practise again afterwards.",
  "practice.leave": "Leave the practice",
  "practice.badge": "Practice",
  "practice.invite": "Practise in the real room",
  "practice.inviteText": "A case to practise with, not marked, as often as you like. Each activity lasts as long as it does in the exam.",
  "practice.inviteAction": "See the practice",
  "practice.nextTitle": "Next activity: {activity}",
  "practice.nextText":
    "On the day of the exam, the group discussion would take place here, and somebody of the team would open the next activity. In the practice, you open it when you like.",
  "practice.next": "Open the activity",
  "practice.doneTitle": "Your practice is finished",
  "practice.doneText":
    "Nothing is marked or kept in your file. On the day of the exam, the interview would follow; then at least two people would mark your text without knowing who you are, and your result would arrive two weeks after the session at the latest.",
  "practice.openNow": "{activity}: the activity is open and your time is running",
  "practice.openLeft":
    "You have {count, plural, one {# minute} other {# minutes}} left. It also runs while you are outside the room; only the time of a lost connection is given back.",
  "practice.openPaused": "{activity}: the activity is open, your time is paused",
  "practice.openLeave": "Your work is waiting for you in the room.",
  "practice.backIn": "Go back into the room",
} as const;
