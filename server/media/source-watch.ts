import type { MediaSource } from "#shared/protocol/media.ts";
import type { Peer } from "./peer.ts";

/** Looks in a row without a source before it is said to be lost: replacing a device takes a moment. */
const patience = 2;
/** The same where another page of the same person took their place: it has to open its own devices first. */
const handOverPatience = 5;

interface Known {
  isLive: boolean;
  missing: number;
  /** It was there when another page took over, and has not been since. */
  isHandedOver: boolean;
}

type Tell = (peer: string, source: MediaSource, isLive: boolean, isHandedOver: boolean) => void;

/** What is looked at of somebody in the room. */
export type WatchedPeer = Pick<Peer, "id" | "of" | "part" | "socket" | "canPublish" | "stalled"> & {
  readonly producers: ReadonlyMap<MediaSource, { readonly paused: boolean }>;
};

/**
 * Remembers what each watched person has sent, through reloads too, and says once when something of it is gone and once
 * when it is back. What is seen for the first time is said as well: a room that began anew, on a node that was started
 * again, does not know what an earlier one has said to be lost. A person who is away altogether loses nothing here: that
 * is another fact, and others notice it.
 */
export class SourceWatch {
  readonly #known = new Map<string, Map<MediaSource, Known>>();
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  look(peers: Iterable<WatchedPeer>): void {
    // A device has nothing but its source: away altogether, it has lost it.
    for (const peer of peers) if (peer.part === "SIDE" || (peer.part === "WATCHED" && peer.socket)) this.#lookAt(peer);
  }

  /** Another page of the same person takes over. What is missing already was missing before it came. */
  handOver(peer: string): void {
    for (const fact of this.#known.get(peer)?.values() ?? []) fact.isHandedOver ||= fact.isLive && fact.missing === 0;
  }

  /** Somebody who left for good is missed no more; a device that left sends nothing any more. */
  forget({ id, of, part }: Pick<WatchedPeer, "id" | "of" | "part">): void {
    const known = this.#known.get(id);
    this.#known.delete(id);
    if (part === "SIDE" && known) for (const [source, { isLive }] of known) if (isLive) this.#tell(of, source, false, false);
  }

  #lookAt(peer: WatchedPeer): void {
    const known = this.#known.get(peer.id) ?? new Map<MediaSource, Known>();
    this.#known.set(peer.id, known);
    for (const source of peer.canPublish) {
      const producer = peer.producers.get(source);
      const isStalled = peer.stalled.has(source);
      const isLive = peer.socket !== undefined && producer !== undefined && !producer.paused && !isStalled;
      const fact = known.get(source);
      if (!fact) {
        if (!isLive) continue;
        known.set(source, { isLive, missing: 0, isHandedOver: false });
        this.#tell(peer.of, source, isLive, false);
        continue;
      }
      fact.missing = isLive ? 0 : fact.missing + 1;
      if (isLive) fact.isHandedOver = false;
      const patient = fact.isHandedOver ? handOverPatience : patience;
      // What stands still has been looked at for some seconds already.
      if (isLive === fact.isLive || (!isLive && !isStalled && fact.missing < patient)) continue;
      fact.isLive = isLive;
      this.#tell(peer.of, source, isLive, fact.isHandedOver);
    }
  }
}
