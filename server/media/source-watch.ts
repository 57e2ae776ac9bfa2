import type { MediaSource } from "#shared/protocol/media.ts";
import type { Peer } from "./peer.ts";

/** Looks in a row without a source before it is said to be lost: replacing a device takes a moment. */
const patience = 2;

interface Known {
  isLive: boolean;
  missing: number;
}

/**
 * Remembers what each watched person has sent, through reloads too, and says once when something of it is gone and once
 * when it is back. A person who is away altogether loses nothing here: that is another fact, and others notice it.
 */
export class SourceWatch {
  readonly #known = new Map<string, Map<MediaSource, Known>>();
  readonly #tell: (peer: string, source: MediaSource, isLive: boolean) => void;

  constructor(tell: (peer: string, source: MediaSource, isLive: boolean) => void) {
    this.#tell = tell;
  }

  look(peers: Iterable<Peer>): void {
    for (const peer of peers) if (peer.part === "WATCHED" && peer.socket) this.#lookAt(peer);
  }

  /** Somebody who left for good is missed no more. */
  forget(peer: string): void {
    this.#known.delete(peer);
  }

  #lookAt(peer: Peer): void {
    const known = this.#known.get(peer.id) ?? new Map<MediaSource, Known>();
    this.#known.set(peer.id, known);
    for (const source of peer.canPublish) {
      const producer = peer.producers.get(source);
      const isStalled = peer.stalled.has(source);
      const isLive = producer !== undefined && !producer.paused && !isStalled;
      const fact = known.get(source);
      if (!fact) {
        if (isLive) known.set(source, { isLive, missing: 0 });
        continue;
      }
      fact.missing = isLive ? 0 : fact.missing + 1;
      // What stands still has been looked at for some seconds already.
      if (isLive === fact.isLive || (!isLive && !isStalled && fact.missing < patience)) continue;
      fact.isLive = isLive;
      this.#tell(peer.id, source, isLive);
    }
  }
}
