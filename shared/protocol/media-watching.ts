import { z } from "zod";
import { easingActs } from "../domain/rooms/easing.ts";
import { defineCommand, defineEvent } from "./define.ts";
import { epoch, mediaId, none, peerId } from "./media-words.ts";

/** Signalling between those who watch and those who are watched, what pages say of themselves, and the door of simulated people. */

export const mediaTalk = defineCommand({
  name: "media:talk",
  summary: "A watcher speaks to one person whom they watch, and to nobody else; null ends it. A second talk ends the first.",
  allow: "PUBLIC",
  input: z.object({ epoch, peer: peerId.nullable() }),
  output: none,
  errors: ["STALE_EPOCH", "FORBIDDEN", "NOT_FOUND"],
});

export const mediaSimulate = defineCommand({
  name: "media:simulate",
  summary: "In a demonstration: a port of the media node's own machine that takes unencrypted RTP of a simulated person.",
  allow: "PUBLIC",
  input: z.object({ epoch }),
  output: z.object({ transportId: mediaId, port: z.number().int() }),
  errors: ["STALE_EPOCH", "FORBIDDEN"],
});

export const easing = z.array(z.enum(easingActs)).max(easingActs.length);

export const mediaEased = defineCommand({
  name: "media:eased",
  summary: "What gives way of one's own pictures because the line is weak. The whole of it each time that it changes.",
  allow: "PUBLIC",
  input: z.object({ epoch, eased: easing }),
  output: none,
  errors: ["STALE_EPOCH"],
});

export const mediaSoundless = defineCommand({
  name: "media:soundless",
  summary: "One's own open microphone gives nothing but digital silence, or sound again. Said when it changes; whoever enters is believed to be heard.",
  allow: "PUBLIC",
  input: z.object({ epoch, isSoundless: z.boolean() }),
  output: none,
  errors: ["STALE_EPOCH"],
});

export const talkPartner = z.object({ peer: peerId, name: z.string() });

export const mediaTalking = defineEvent({
  name: "media:talking",
  summary: "With whom one is in a private talk; null when there is none any more.",
  payload: z.object({ partner: talkPartner.nullable() }),
});

export const mediaWatched = defineEvent({
  name: "media:watched",
  summary: "Somebody looks at one's picture in full, or no longer does.",
  payload: z.object({ isWatched: z.boolean() }),
});
