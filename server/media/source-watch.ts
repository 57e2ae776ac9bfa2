import type { MediaSource } from "#shared/protocol/media.ts";
import type { SourceLoss } from "../platform/media-office.ts";
import type { Peer } from "./peer.ts";

/** Looks in a row without a source before it is said to be lost: replacing a device takes a moment. */
const patience = 2;
/** The same where another page of the same person took their place: it has to open its own devices first. */
const handOverPatience = 5;
/** The same for what has never been there: a person has to press, and a browser to ask them. */
const firstPatience = 15;

interface Known {
  isLive: boolean;
  missing: number;
  /** It was there when another page took over, and has not been since. */
  isHandedOver: boolean;
  /** It has been there at some time. */
  wasThere: boolean;
  /** When it was last there, or first looked for. */
  sinceMs: number;
}

/** `lost` is absent when the source is back. */
type Tell = (peer: string, source: MediaSource, lost?: SourceLoss) => void;

/** What is looked at of somebody in the room. */
export type WatchedPeer = Pick<Peer, "id" | "of" | "part" | "socket" | "canPublish" | "stalled"> & {
  readonly producers: ReadonlyMap<MediaSource, { readonly paused: boolean }>;
};

/**
 * Remembers what each watched person has sent, through reloads too, and says once when something of it is gone, since
 * when, and once when it is back. What is seen for the first time is said as well: a room that began anew, on a node that
 * was started again, does not know what an earlier one has said to be lost. What is asked for and has not come after a
 * while is missing too. A person who is away altogether loses nothing here: that is another fact, and others notice it.
 */
export class SourceWatch {
  readonly #known = new Map<string, Map<MediaSource, Known>>();
  readonly #nowMs: () => number;
  readonly #tell: Tell;

  constructor(nowMs: () => number, tell: Tell) {
    this.#nowMs = nowMs;
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

  /** A source has ended, whichever way: if nothing takes its place, it has been gone since now. */
  ended(peer: string, source: MediaSource): void {
    const fact = this.#known.get(peer)?.get(source);
    if (fact?.isLive) fact.sinceMs = this.#nowMs();
  }

  /** Its own page ended it. A screen is not replaced within a moment, as a camera is: it is lost at once. */
  endedByPage({ id, of, part }: Pick<WatchedPeer, "id" | "of" | "part">, source: MediaSource): void {
    const fact = this.#known.get(id)?.get(source);
    if (part !== "WATCHED" || source !== "screen" || !fact?.isLive || fact.isHandedOver) return;
    fact.isLive = false;
    this.#tell(of, source, { sinceMs: this.#nowMs() });
  }

  /** Somebody who left for good is missed no more; a device that left sends nothing any more. */
  forget({ id, of, part }: Pick<WatchedPeer, "id" | "of" | "part">): void {
    const known = this.#known.get(id);
    this.#known.delete(id);
    if (part === "SIDE" && known)
      for (const [source, { isLive, sinceMs }] of known) if (isLive) this.#tell(of, source, { sinceMs });
  }

  #lookAt(peer: WatchedPeer): void {
    const known = this.#known.get(peer.id) ?? new Map<MediaSource, Known>();
    this.#known.set(peer.id, known);
    for (const source of peer.canPublish) {
      const fact = known.get(source);
      const isLive = isThere(peer, source);
      if (!fact) {
        known.set(source, { isLive, missing: isLive ? 0 : 1, isHandedOver: false, wasThere: isLive, sinceMs: this.#nowMs() });
        if (isLive) this.#tell(peer.of, source);
      } else if (isLive) this.#seen(peer, source, fact);
      else this.#missed(peer, source, fact);
    }
  }

  #seen(peer: WatchedPeer, source: MediaSource, fact: Known): void {
    const isNews = !fact.isLive;
    Object.assign(fact, { isLive: true, missing: 0, isHandedOver: false, wasThere: true, sinceMs: this.#nowMs() });
    if (isNews) this.#tell(peer.of, source);
  }

  #missed(peer: WatchedPeer, source: MediaSource, fact: Known): void {
    fact.missing += 1;
    // A device that has never sent anything is not missed: nobody is asked for one.
    if (!fact.wasThere) {
      if (peer.part === "WATCHED" && fact.missing === firstPatience) this.#tell(peer.of, source, { sinceMs: fact.sinceMs, why: "NEVER" });
      return;
    }
    if (!fact.isLive) return;
    const quietSinceMs = peer.stalled.get(source);
    const isPatient = fact.missing < (fact.isHandedOver ? handOverPatience : patience);
    // What stands still has been looked at for some seconds already.
    if (quietSinceMs === undefined && isPatient) return;
    fact.isLive = false;
    const sinceMs = Math.min(fact.sinceMs, quietSinceMs ?? fact.sinceMs);
    this.#tell(peer.of, source, { sinceMs, ...(fact.isHandedOver ? { why: "HANDED_OVER" } : {}) });
  }
}

function isThere({ socket, producers, stalled }: WatchedPeer, source: MediaSource): boolean {
  const producer = producers.get(source);
  return socket !== undefined && producer !== undefined && !producer.paused && !stalled.has(source);
}
