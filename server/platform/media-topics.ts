/** Tells media nodes, through the bus, that a room is over. A lost hint costs little: an empty room closes by itself. */
const closed = "media-room-closed:";

export const roomClosedTopic = (room: string): string => `${closed}${room}`;

export const roomOfClosedTopic = (topic: string): string | undefined =>
  topic.startsWith(closed) ? topic.slice(closed.length) : undefined;

const dismissed = "media-peer-dismissed:";

/** One device may not be in any room any more. A lost hint costs little: it asks every few seconds and is told. */
export const peerDismissedTopic = (peer: string): string => `${dismissed}${peer}`;

export const peerOfDismissedTopic = (topic: string): string | undefined =>
  topic.startsWith(dismissed) ? topic.slice(dismissed.length) : undefined;

const expelled = "media-peer-expelled:";

/** One person may not be in one room any more. A lost hint costs a second: the node is told so when it reports. */
export const peerExpelledTopic = (room: string, peer: string): string => `${expelled}${room} ${peer}`;

export function peerOfExpelledTopic(topic: string): { readonly room: string; readonly peer: string } | undefined {
  const [room, peer] = topic.startsWith(expelled) ? topic.slice(expelled.length).split(" ") : [];
  return room && peer ? { room, peer } : undefined;
}
