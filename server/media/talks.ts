import type { Peer } from "./peer.ts";

/** Why a private talk is over. */
export type TalkEnd = "STOPPED" | "LEFT" | "LOST" | "OTHER_TALK";

export interface Talk {
  readonly watcher: Peer;
  readonly watched: Peer;
}

/** A person whose socket is lost for longer than this is not spoken to any more: nobody speaks into nothing. */
const lostSocketMs = 10_000;

export interface TalkEvents {
  begun(talk: Talk): void;
  ended(talk: Talk, why: TalkEnd): void;
}

/** Who speaks privately to whom. Each person is in one talk at most: another one ends it, whichever of the two has it. */
export class Talks {
  readonly #talks = new Set<Talk>();
  readonly #timers = new Map<Talk, NodeJS.Timeout>();
  readonly #events: TalkEvents;

  constructor(events: TalkEvents) {
    this.#events = events;
  }

  of(peer: Peer): Talk | undefined {
    return [...this.#talks].find(({ watcher, watched }) => watcher === peer || watched === peer);
  }

  partnerOf(peer: Peer): Peer | undefined {
    const talk = this.of(peer);
    return talk && (talk.watcher === peer ? talk.watched : talk.watcher);
  }

  begin(watcher: Peer, watched: Peer): void {
    if (this.partnerOf(watcher) === watched) return;
    for (const one of [watcher, watched]) this.end(one, "OTHER_TALK");
    const talk = { watcher, watched };
    this.#talks.add(talk);
    this.#events.begun(talk);
    // Somebody may be away at this very moment.
    if (!watcher.socket || !watched.socket) this.#waitFor(talk);
  }

  end(peer: Peer, why: TalkEnd): void {
    const talk = this.of(peer);
    if (!talk) return;
    this.#talks.delete(talk);
    clearTimeout(this.#timers.get(talk));
    this.#timers.delete(talk);
    this.#events.ended(talk, why);
  }

  /** A socket was lost: its person has some seconds to come back. */
  lost(peer: Peer): void {
    const talk = this.of(peer);
    if (talk) this.#waitFor(talk);
  }

  /** A lost socket is back: the talk goes on when nobody else is away. */
  back(peer: Peer): void {
    const talk = this.of(peer);
    if (!talk?.watcher.socket || !talk.watched.socket) return;
    clearTimeout(this.#timers.get(talk));
    this.#timers.delete(talk);
  }

  #waitFor(talk: Talk): void {
    if (this.#timers.has(talk)) return;
    const timer = setTimeout(() => this.end(talk.watcher, "LOST"), lostSocketMs);
    timer.unref();
    this.#timers.set(talk, timer);
  }
}
