/** Tells media nodes, through the bus, that a room is over. A lost hint costs little: an empty room closes by itself. */
const prefix = "media-room-closed:";

export const roomClosedTopic = (room: string): string => `${prefix}${room}`;

export const roomOfClosedTopic = (topic: string): string | undefined =>
  topic.startsWith(prefix) ? topic.slice(prefix.length) : undefined;
