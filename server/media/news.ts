import type { Socket } from "socket.io";
import { mediaChanged, type MediaSource } from "#shared/protocol/media.ts";
import type { EventPayload } from "#shared/protocol/define.ts";
import { isOffered, membersKnown } from "./offering.ts";
import type { Peer, PeerProducer } from "./peer.ts";

const tellWithinMs = 25;

type Change = EventPayload<typeof mediaChanged>;
type PartnerOf = (peer: Peer) => Peer | undefined;

/**
 * What changed in a room. Within a moment somebody enters, sends three sources and is recorded: each of the others is
 * told once, in one message, and who receives the same is written to in one go.
 */
export class News {
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #partnerOf: PartnerOf;
  readonly #changed = new Map<PeerProducer, Peer>();
  readonly #gone = new Map<Peer, string[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(peers: ReadonlyMap<string, Peer>, partnerOf: PartnerOf) {
    this.#peers = peers;
    this.#partnerOf = partnerOf;
  }

  /** Who is in the room, or what is known of them; told to whoever it is new for. */
  members(): void {
    this.#timer ??= setTimeout(() => this.#tell(), tellWithinMs);
  }

  /** A source is new, or was paused or resumed. */
  source(owner: Peer, producer: PeerProducer): void {
    this.#changed.set(producer, owner);
    this.members();
  }

  ended(owner: Peer, source: MediaSource, producerId: string): void {
    for (const peer of this.#peers.values())
      if (isOffered(owner, source, peer, this.#partnerOf)) this.#gone.set(peer, [...(this.#gone.get(peer) ?? []), producerId]);
    this.members();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tell(): void {
    this.#timer = undefined;
    const alike = new Map<string, { readonly change: Change; readonly sockets: Socket[] }>();
    for (const peer of this.#peers.values()) {
      const change = peer.socket && this.#changeFor(peer);
      if (!peer.socket || !change) continue;
      const news = JSON.stringify(change);
      const group = alike.get(news) ?? { change, sockets: [] };
      group.sockets.push(peer.socket);
      alike.set(news, group);
    }
    this.#changed.clear();
    this.#gone.clear();
    // Encoded once for all who receive the same.
    for (const { change, sockets } of alike.values()) sockets[0]?.nsp.to(sockets.map(({ id }) => id)).emit(mediaChanged.name, change);
  }

  /** Whoever has no answer to their entry yet learns everything from it. */
  #changeFor(peer: Peer): Change | undefined {
    if (peer.toldMembers === undefined) return undefined;
    const members = membersKnown([...this.#peers.values()], peer, this.#partnerOf);
    const told = JSON.stringify(members);
    const producers = [...this.#changed].flatMap(([producer, owner]) =>
      !producer.closed && isOffered(owner, producer.appData.source, peer, this.#partnerOf) ? [owner.infoOf(producer)] : [],
    );
    const gone = this.#gone.get(peer);
    const change: Change = {
      ...(told === peer.toldMembers ? {} : { members }),
      ...(producers.length > 0 ? { producers } : {}),
      ...(gone ? { gone } : {}),
    };
    peer.toldMembers = told;
    return Object.keys(change).length > 0 ? change : undefined;
  }
}
