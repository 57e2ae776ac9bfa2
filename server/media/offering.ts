import type { MediaSource } from "#shared/protocol/media.ts";
import type { Peer } from "./peer.ts";

/** May `to` receive this source of `from`? The part of each, which their tickets say, and the talk that is on decide. */
export function isOffered(from: Peer, source: MediaSource, to: Peer, partnerOf: (peer: Peer) => Peer | undefined): boolean {
  if (from === to) return false;
  switch (to.part) {
    case "CIRCLE":
      return from.part === "CIRCLE";
    case "WATCHER":
      return from.part === "WATCHED";
    case "WATCHED":
      return from.part === "WATCHER" && source === "microphone" && partnerOf(to) === from;
  }
}

/** Does `to` know that `other` is there? */
export function isKnown(other: Peer, to: Peer, partnerOf: (peer: Peer) => Peer | undefined): boolean {
  return other === to || to.part !== "WATCHED" || partnerOf(to) === other;
}
