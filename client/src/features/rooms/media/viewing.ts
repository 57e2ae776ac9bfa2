import type { ProducerInfo, RoomPart, ViewSize } from "#shared/protocol/media.ts";

const debounceMs = 250;

/** What somebody looks at, how large, and whom in full: one wish, said once things have settled. */
export class Viewing {
  readonly #sizes = new Map<string, ViewSize>();
  readonly #say: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #focus: string | undefined;
  /** In which part one is in the room, and with whom in a private talk. */
  part: RoomPart | undefined;
  partner: string | undefined;

  constructor(say: () => void) {
    this.#say = say;
  }

  get focus(): string | undefined {
    return this.#focus;
  }

  setSize(producerId: string, size: ViewSize): void {
    if (this.#sizes.get(producerId) === size) return;
    this.#sizes.set(producerId, size);
    this.soon();
  }

  setFocus(peer: string | undefined): void {
    if (this.#focus === peer) return;
    this.#focus = peer;
    this.soon();
  }

  /** Everybody is heard in a conversation; whoever watches many hears one, and sees what is on the screen. */
  readonly sizeOf = ({ producerId, peer, kind }: Pick<ProducerInfo, "producerId" | "peer" | "kind">): ViewSize => {
    const isWatcher = this.part === "WATCHER";
    if (kind === "audio") return !isWatcher || peer === this.#focus || peer === this.partner ? "full" : "off";
    return this.#sizes.get(producerId) ?? (isWatcher ? "off" : "full");
  };

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#say, debounceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
