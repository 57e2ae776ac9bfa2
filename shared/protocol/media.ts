import { z } from "zod";
import { defineCommand, defineEvent, type CommandDefinition, type EventDefinition } from "./define.ts";
import {
  dtlsParameters,
  iceParameters,
  mediaKind,
  rtpCapabilities,
  rtpParameters,
  transportParameters,
} from "./media-rtp.ts";
import { epoch, mediaId, mediaSource, mediaSources, none, peerId, roomPart } from "./media-words.ts";
import { easing, mediaEased, mediaSimulate, mediaSoundless, mediaTalk, mediaTalking, mediaWatched } from "./media-watching.ts";

export { mediaSource, roomPart, type MediaSource, type RoomPart } from "./media-words.ts";
export { mediaEased, mediaSimulate, mediaSoundless, mediaTalk, mediaTalking, mediaWatched } from "./media-watching.ts";

/**
 * Signalling of live rooms, on the Socket.IO namespace `/media` of a media node, which may be another machine. It is not
 * in the web tier's list of commands: a media node knows no account and no exam, so each command is `PUBLIC` for the
 * contract and the signed ticket of the handshake decides who enters, which room, and what may be published.
 *
 * Every command after `media:join` carries the epoch that joining gave, so that what an older connection still had on
 * its way is refused instead of being mixed in.
 */

export const mediaNamespace = "/media";
/** Beside the web tier's own sockets, so that one address may serve both through a proxy. */
export const mediaPath = "/media-socket";

/** What a handshake must carry, beside the protocol version. */
export const mediaHandshake = z.object({ ticket: z.string().max(2_000), version: z.number().int() });

export const producerInfo = z.object({
  producerId: mediaId,
  peer: peerId,
  source: mediaSource,
  kind: mediaKind,
  isPaused: z.boolean(),
});
export type ProducerInfo = z.infer<typeof producerInfo>;

export const member = z.object({
  peer: peerId,
  name: z.string(),
  /** A label of the application, handed on as it is. */
  role: z.string(),
  part: roomPart,
  isConnected: z.boolean(),
  /** Whose sound reaches this person's browser, and whose should and does not: what it says itself. */
  hears: z.array(peerId),
  misses: z.array(peerId),
  /** Something of what they send is being recorded right now. */
  isRecorded: z.boolean(),
  /** Their picture too. */
  isFilmed: z.boolean(),
  /** Sources that they have open and of which nothing has arrived for some seconds. */
  stalled: z.array(mediaSource),
  /** Their open microphone gives nothing but digital silence: what their page says. */
  isSoundless: z.boolean(),
  /** What gives way of their pictures because their line is weak: what they say themselves. */
  eased: easing,
});
export type Member = z.infer<typeof member>;

export const transportDirections = ["send", "receive"] as const;
export type TransportDirection = (typeof transportDirections)[number];

export const mediaJoin = defineCommand({
  name: "media:join",
  summary: "Enter the ticket's room, or take up a connection that was cut: then transports and producers live on.",
  allow: "PUBLIC",
  input: z.object({
    room: z.string().min(1).max(64),
    resume: z.object({ epoch }).optional(),
    /** Transports that will be needed at once: made unless a connection is taken up. */
    wants: z.array(z.enum(transportDirections)).max(transportDirections.length).optional(),
  }),
  output: z.object({
    epoch,
    isResumed: z.boolean(),
    routerCapabilities: rtpCapabilities,
    transports: z.object({ send: transportParameters.optional(), receive: transportParameters.optional() }),
    /** One's own sources that are still alive. */
    alive: z.array(mediaSource),
    /** What the others send. */
    producers: z.array(producerInfo),
    members: z.array(member),
  }),
  errors: ["ROOM_TICKET_INVALID", "ROOM_NOT_OPEN", "UNAVAILABLE"],
});

export const mediaTransport = defineCommand({
  name: "media:transport",
  summary: "Make the transport that sends or the one that receives; a second one replaces the first.",
  allow: "PUBLIC",
  input: z.object({ epoch, direction: z.enum(transportDirections) }),
  output: transportParameters,
  errors: ["STALE_EPOCH", "FORBIDDEN"],
});

export const mediaProduce = defineCommand({
  name: "media:produce",
  summary:
    "Send sources, all that begin now at once. Unique by person and source: another one replaces it, the same one again changes nothing. One's own sources are called by what they are.",
  allow: "PUBLIC",
  input: z.object({
    epoch,
    transportId: mediaId,
    /** The browser's fingerprints, with the first that is sent through this transport. */
    dtlsParameters: dtlsParameters.optional(),
    sources: z
      .array(z.object({ source: mediaSource, kind: mediaKind, rtpParameters, isPaused: z.boolean() }))
      .min(1)
      .max(mediaSources.length)
      .refine((sources) => new Set(sources.map(({ source }) => source)).size === sources.length),
  }),
  /** What the others call them, in the order in which they were given. */
  output: z.object({ producerIds: z.array(mediaId) }),
  errors: ["STALE_EPOCH", "NOT_FOUND", "FORBIDDEN"],
});

export const mediaProducerState = defineCommand({
  name: "media:producerState",
  summary: "Pause, resume or end one's own source.",
  allow: "PUBLIC",
  input: z.object({ epoch, source: mediaSource, state: z.enum(["live", "paused", "ended"]) }),
  output: none,
  errors: ["STALE_EPOCH", "NOT_FOUND"],
});

export const mediaConsume = defineCommand({
  name: "media:consume",
  summary: "Receive sources of others, all at once; each begins paused, and `media:setView` lets it flow.",
  allow: "PUBLIC",
  input: z.object({
    epoch,
    transportId: mediaId,
    producerIds: z.array(mediaId).min(1).max(60),
    capabilities: rtpCapabilities,
    /** What was received before did not arrive: it is let go, and received anew. */
    isAgain: z.boolean().optional(),
  }),
  output: z.object({
    /** A source that has gone, or that this browser cannot decode, is simply not there. */
    consumers: z.array(
      z.object({
        consumerId: mediaId,
        producerId: mediaId,
        kind: mediaKind,
        rtpParameters,
        isProducerPaused: z.boolean(),
      }),
    ),
  }),
  errors: ["STALE_EPOCH", "NOT_FOUND"],
});

export const viewSizes = ["off", "thumb", "full"] as const;
export type ViewSize = (typeof viewSizes)[number];

export const mediaSetView = defineCommand({
  name: "media:setView",
  summary: "What is looked at now, and how large. The whole wish each time; an older number is ignored.",
  allow: "PUBLIC",
  input: z.object({
    epoch,
    viewSeq: z.number().int().positive(),
    /** The one person who is looked at in full, if any; whoever is watched is told so. */
    focus: peerId.optional(),
    view: z.array(z.object({ producerId: mediaId, size: z.enum(viewSizes) })).max(120),
    /** The browser's fingerprints, with the first look at what this transport receives. */
    connect: z.object({ transportId: mediaId, dtlsParameters }).optional(),
  }),
  output: z.object({ applied: z.number().int() }),
  errors: ["STALE_EPOCH", "NOT_FOUND"],
});

export const mediaRestartIce = defineCommand({
  name: "media:restartIce",
  summary: "New ICE credentials for a transport whose path was lost.",
  allow: "PUBLIC",
  input: z.object({ epoch, transportId: mediaId }),
  output: z.object({ iceParameters }),
  errors: ["STALE_EPOCH", "NOT_FOUND"],
});

export const mediaHears = defineCommand({
  name: "media:hears",
  summary: "Whose sound arrives here, and whose open microphone does not. Said when it changes.",
  allow: "PUBLIC",
  input: z.object({ epoch, hears: z.array(peerId).max(60), misses: z.array(peerId).max(60) }),
  output: none,
  errors: ["STALE_EPOCH"],
});

export const mediaLeave = defineCommand({
  name: "media:leave",
  summary: "Leave for good: nothing is kept for a return.",
  allow: "PUBLIC",
  input: z.object({ epoch }),
  output: none,
  errors: ["STALE_EPOCH"],
});

export const mediaReset = defineEvent({
  name: "media:reset",
  summary: "The room's worker died, or the room lives on another node: join again in full after a random wait of at most `jitterMs`.",
  payload: z.object({ epoch, reason: z.string(), jitterMs: z.number().int() }),
});

export const mediaMigrate = defineEvent({
  name: "media:migrate",
  summary:
    "This node will let the room go: enter where it lives next after a random wait of at most `jitterMs`, and leave here once everybody is there. Until then everything flows on.",
  payload: z.object({
    epoch,
    jitterMs: z.number().int(),
    /** Whoever is not there by then is not waited for; soon after, this node ends what is left. */
    withinMs: z.number().int(),
  }),
});

export const mediaEnded = defineEvent({
  name: "media:ended",
  summary: "This connection is over: the room closed, or the same person entered from elsewhere.",
  payload: z.object({ reason: z.enum(["CLOSED", "SUPERSEDED"]) }),
});

export const mediaChanged = defineEvent({
  name: "media:changed",
  summary: "What changed in the room within a moment: who is in it, all of them; sources that are new, or were paused or resumed; sources that ended.",
  payload: z.object({
    members: z.array(member).optional(),
    producers: z.array(producerInfo).optional(),
    gone: z.array(mediaId).optional(),
  }),
});

export const mediaSpeaking = defineEvent({
  name: "media:speaking",
  summary: "Who is heard right now, the loudest first. Lost ones are not missed.",
  payload: z.object({ peers: z.array(peerId) }),
});

export const mediaQuality = defineEvent({
  name: "media:quality",
  summary: "How well one's own source arrives, 0 to 10.",
  payload: z.object({ source: mediaSource, score: z.number().min(0).max(10) }),
});

export const mediaCommands: readonly CommandDefinition[] = [
  mediaJoin,
  mediaTransport,
  mediaSimulate,
  mediaProduce,
  mediaProducerState,
  mediaConsume,
  mediaSetView,
  mediaRestartIce,
  mediaHears,
  mediaEased,
  mediaSoundless,
  mediaTalk,
  mediaLeave,
];

export const mediaEvents: readonly EventDefinition[] = [
  mediaReset,
  mediaMigrate,
  mediaEnded,
  mediaChanged,
  mediaSpeaking,
  mediaQuality,
  mediaTalking,
  mediaWatched,
];
