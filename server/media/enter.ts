import type { Socket } from "socket.io";
import type { CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { mediaEnded, mediaTalking, mediaWatched, type mediaJoin } from "#shared/protocol/media.ts";
import type { Ticket } from "../platform/ticket.ts";
import { capabilitiesForBrowsers } from "./codecs.ts";
import { Peer } from "./peer.ts";
import { tellQuality } from "./quality.ts";
import { graceMs, type MediaRoom } from "./room.ts";

/** Enters a room, or takes up what a lost socket left: only the same generation is taken up, anything else starts afresh. */
export function enter(
  room: MediaRoom,
  socket: Socket,
  ticket: Ticket,
  input: CommandInput<typeof mediaJoin>,
  nextEpoch: () => number,
): { readonly peer: Peer; readonly isResumed: boolean } {
  const known = room.peers.get(ticket.peer);
  const isResumed = known !== undefined && known.epoch === input.resume?.epoch;
  const peer = isResumed ? known : replace(room, socket, known, new Peer(ticket, nextEpoch()));
  const previous = peer.socket;
  peer.attach(socket);
  if (previous && previous !== socket) previous.disconnect(true);
  socket.once("disconnect", () => leaveSocket(room, peer, socket));
  // Said again by whoever comes back, if it is still so.
  peer.isSoundless = false;
  room.talks.back(peer);
  room.news.members();
  // A score is said when it changes: whoever comes back has to be told where it stands.
  for (const producer of peer.producers.values()) tellQuality(peer, producer);
  const partner = room.talks.partnerOf(peer);
  if (partner) peer.send(mediaTalking, { partner: { peer: partner.id, name: partner.name } });
  if (peer.isWatched) peer.send(mediaWatched, { isWatched: true });
  room.tellWatched();
  // What happens until their entry is answered is in the answer.
  peer.toldMembers = undefined;
  return { peer, isResumed };
}

/** What somebody who entered is told of the room as it is now. Whatever comes later is told as a change of it. */
export function describeRoom(
  room: MediaRoom,
  peer: Peer,
): Pick<CommandOutput<typeof mediaJoin>, "epoch" | "routerCapabilities" | "alive" | "producers" | "members"> {
  const members = room.membersFor(peer);
  peer.toldMembers = JSON.stringify(members);
  return {
    epoch: peer.epoch,
    routerCapabilities: capabilitiesForBrowsers(room.router),
    alive: [...peer.producers.keys()],
    producers: room.producersFor(peer),
    members,
  };
}

function replace(room: MediaRoom, socket: Socket, known: Peer | undefined, peer: Peer): Peer {
  // Added before the other is removed, so that the room does not close for being empty meanwhile.
  room.add(peer);
  if (!known) return peer;
  const previous = known.socket;
  if (previous && previous !== socket) {
    known.send(mediaEnded, { reason: "SUPERSEDED" });
    previous.disconnect();
    room.sources.handOver(known.id);
  }
  room.remove(known);
  return peer;
}

function leaveSocket(room: MediaRoom, peer: Peer, socket: Socket): void {
  if (peer.isClosed || peer.socket !== socket) return;
  peer.detach(graceMs, () => room.remove(peer));
  room.talks.lost(peer);
  room.news.members();
  room.tellWatched();
}

/** One device may not be here any more, whatever its ticket says. */
export function putOut(room: MediaRoom, id: string): void {
  const peer = room.peers.get(id);
  if (!peer) return;
  peer.send(mediaEnded, { reason: "CLOSED" });
  peer.socket?.disconnect();
  room.remove(peer);
}
