import { z } from "zod";

/** Words that all signalling of live rooms shares. */

export const mediaSources = ["camera", "microphone", "screen"] as const;
export const mediaSource = z.enum(mediaSources);
export type MediaSource = (typeof mediaSources)[number];

export const epoch = z.number().int().positive();
/** Opaque to the media node; unique in its room. */
export const peerId = z.string().min(1).max(64);
export const mediaId = z.uuid();
export const none = z.object({});

/**
 * Who receives whom. In a circle everybody receives everybody. Watchers receive whom they watch; whoever is watched
 * receives nothing and knows of nobody, until a watcher talks to them.
 */
export const roomParts = ["CIRCLE", "WATCHER", "WATCHED"] as const;
export const roomPart = z.enum(roomParts);
export type RoomPart = (typeof roomParts)[number];
