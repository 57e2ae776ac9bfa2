import type { MediaSource, Member } from "#shared/protocol/media.ts";
import type { Peer } from "./peer.ts";

/** May `to` receive this source of `from`? The part of each, which their tickets say, and the talk that is on decide. */
export function isOffered(from: Peer, source: MediaSource, to: Peer, partnerOf: (peer: Peer) => Peer | undefined): boolean {
  if (from === to) return false;
  switch (to.part) {
    case "CIRCLE":
      return from.part === "CIRCLE" || (from.part === "SIDE" && from.of !== to.id);
    case "LISTENER":
      return from.part === "CIRCLE";
    case "WATCHER":
      return from.part === "WATCHED" || from.part === "SIDE";
    case "WATCHED":
      return from.part === "WATCHER" && source === "microphone" && partnerOf(to) === from;
    case "SIDE":
      return false;
  }
}

/** Whom `to` knows of; of each, what stands still beside them too. */
export function membersKnown(peers: readonly Peer[], to: Peer, partnerOf: (peer: Peer) => Peer | undefined): Member[] {
  const sides = peers.filter((other) => other.part === "SIDE" && isOffered(other, "side", to, partnerOf));
  const known = peers.filter((other) => isKnown(other, to, partnerOf));
  return known.map(({ id, member }) => {
    const beside = sides.flatMap(({ of, stalled }) => (of === id ? [...stalled.keys()] : []));
    return { ...member, stalled: [...member.stalled, ...beside] };
  });
}

/** Does `to` know that `other` is there? A device is nobody: its picture is its person's. */
function isKnown(other: Peer, to: Peer, partnerOf: (peer: Peer) => Peer | undefined): boolean {
  if (other === to) return true;
  if (other.part === "SIDE" || to.part === "SIDE") return false;
  return to.part !== "WATCHED" || partnerOf(to) === other;
}
