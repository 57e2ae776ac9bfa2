import type { wall as french } from "../fr/wall.ts";

export const wall: Readonly<Record<keyof typeof french, string>> = {
  "wall.title": "Shared supervision",
  "wall.empty": "Nobody to watch over at this moment",
  "wall.emptyWhy": "Your online sessions and those that you are asked to watch over are shown here as soon as they begin.",
  "wall.summary": "{look, plural, =0 {nothing to report} one {# person to look at} other {# people to look at}} · {count, plural, one {# person} other {# people}}",
  "wall.sessions": "Sessions on this board",
  "wall.session": "Session {number}",
  "wall.sessionLine": "{body}, {time}",
  "wall.people": "People, those to look at first",
  "wall.openDesk": "Open at the desk",
  "wall.close": "Close",
  "wall.entrust": "Entrust supervision",
  "wall.entrustLead":
    "A colleague will see the people of this session, with those of other sessions, until it is over. The people read their name. They can speak to them in private and note an observation; you go on leading.",
  "wall.colleague": "Colleague",
  "wall.asked": "You are asked to watch over {count, plural, one {# session} other {# sessions}}",
  "wall.choose": "Choose…",
  "wall.entrusted": "Supervision entrusted to: {names}",
  "wall.entrustDone": "Supervision is entrusted to {name}.",
  "wall.noColleague": "Nobody else can watch over this session.",
  "wall.keys": "Arrows: another person. V: see and hear. Esc: everybody.",
};
