import { z } from "zod";

/** Words that all signalling of live rooms shares. */

export const mediaSources = ["camera", "microphone", "screen", "side"] as const;
/** `side`: a second camera of the same person, from a device of its own. */
export const mediaSource = z.enum(mediaSources);
export type MediaSource = (typeof mediaSources)[number];

export const epoch = z.number().int().positive();
/** Opaque to the media node; unique in its room. */
export const peerId = z.string().min(1).max(64);
export const mediaId = z.uuid();
export const none = z.object({});

/**
 * Who receives whom. In a circle everybody receives everybody. Watchers receive whom they watch; whoever is watched
 * receives nothing and knows of nobody, until a watcher talks to them. A device at somebody's side sends for that person,
 * to whoever else is in the circle or watches, and receives nothing. A listener receives the circle, which knows of them, and
 * sends nothing.
 */
export const roomParts = ["CIRCLE", "LISTENER", "WATCHER", "WATCHED", "SIDE"] as const;
export const roomPart = z.enum(roomParts);
export type RoomPart = (typeof roomParts)[number];
