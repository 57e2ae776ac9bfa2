import { createHash, type Hash, type KeyObject } from "node:crypto";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inStep } from "./in-step.ts";
import {
  encodeBlock,
  encodeHeader,
  encodeRecord,
  recordLength,
  firstPreviousHash,
  recordTypes,
  trackKey,
  writeRecord,
  type JournalRecord,
} from "./format.ts";

export interface SealedSegment {
  readonly trackId: string;
  readonly seq: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly isRecovered: boolean;
}

export interface JournalOptions {
  readonly folder: string;
  readonly trackId: string;
  readonly key: Uint8Array;
  /** Written at the head of each segment: what a reader needs to make sense of it alone. */
  readonly meta: { readonly [key: string]: unknown };
  readonly onSealed: (segment: SealedSegment) => Promise<void>;
  /** Nothing more can be written; what was written before is sealed. Called once. */
  readonly onFailed: (error: unknown) => void;
  /** The disk is full, or no more: meanwhile everything waits in memory, up to a limit. */
  readonly onWaiting?: (isWaiting: boolean) => void;
  /** How often what waits goes to the disk: seldom is cheap where nothing outlives the process anyway. */
  readonly flushEveryMs?: number;
}

// A killed process loses what was not handed to the system yet, a machine without power what was not synced.
const flushMs = 200;
const segmentMs = 10_000;
const maxWaitingBytes = 8 * 1024 * 1024;
/** Of all journals of this process. Pictures stop well before it, so that there is room for every voice. */
const maxWaitingOfAll = 64 * 1024 * 1024;
const pictureShare = 0.5;
/** How long a journal that ends waits for a full disk before it is sealed without what still waits. */
const closingPatienceMs = 30_000;
const retryMs = 500;
/** Of the buffer in which records wait: a moment of a voice, and a moment of a picture. */
const leastRoom = 4_096;
const mostRoom = 256 * 1_024;
const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

let waitingOfAll = 0;

export const segmentName = (seq: number, suffix: "part" | "seg"): string => `${String(seq).padStart(6, "0")}.${suffix}`;
/** Moments that can be compared between tracks, and that no correction of the clock sets back. */
export const journalNowMs = (): number => performance.timeOrigin + performance.now();

interface Segment {
  readonly file: FileHandle;
  readonly seq: number;
  readonly header: Buffer;
  readonly hash: Hash;
  readonly openedAtMs: number;
  /** Encrypted already and not on the disk yet: the same bytes are tried again, since a nonce is used once. */
  readonly unwritten: Buffer[];
  blocks: number;
  /** Whole blocks on the disk. */
  bytes: number;
}

/** Appends to a track's journal. Writes go out in order, several times a second; nothing waits for them. */
export class JournalWriter {
  readonly #options: JournalOptions;
  readonly #key: KeyObject;
  /** What waits is written behind one another as it comes: a buffer of its own for each packet would cost more than the rest. */
  #waiting: Buffer = Buffer.alloc(0);
  #waitingEnd = 0;
  #waitingBytes = 0;
  #segment: Segment | undefined;
  #nextSeq = 1;
  #previousHash = firstPreviousHash;
  #work: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #isClosed = false;
  #isFlushing = false;
  #isStuck = false;
  readonly #stopFlushing: () => void;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#key = trackKey(options.key, options.trackId);
    this.#stopFlushing = inStep(options.flushEveryMs ?? flushMs, () => this.#flushSoon());
  }

  append(type: JournalRecord["type"], payload: Buffer, atMs = journalNowMs()): void {
    if (this.#isClosed || this.#hasFailed) return;
    const length = recordLength(payload);
    this.#makeRoom(length);
    this.#waitingEnd = writeRecord(this.#waiting, this.#waitingEnd, { type, atMs, payload });
    this.#count(length);
    // The disk does not follow: a recording that silently lacks minutes would be worse than one that says it stopped.
    if (this.#waitingBytes > maxWaitingBytes) this.#giveUp(new Error("The disk does not follow."));
  }

  /** Whether what is not a voice may wait too. */
  get hasRoomForPictures(): boolean {
    return this.#waitingBytes < maxWaitingBytes * pictureShare && waitingOfAll < maxWaitingOfAll * pictureShare;
  }

  event(event: { readonly [key: string]: unknown }): void {
    this.append(recordTypes.event, Buffer.from(JSON.stringify(event)));
  }

  /** Brings what waits to the disk now, as far as it can. */
  flushed(): Promise<void> {
    // One of its own: another may be under way that had taken what waited before.
    this.#enqueue(() => this.#flush());
    return this.#work;
  }

  /** Seals what there is. Idempotent. */
  close(): Promise<void> {
    if (!this.#isClosed) {
      this.#stopFlushing();
      this.#isClosed = true;
      this.#enqueue(() => this.#finish());
    }
    return this.#work;
  }

  #makeRoom(length: number): void {
    if (this.#waitingEnd + length <= this.#waiting.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(leastRoom, 2 * (this.#waitingEnd + length)));
    this.#waiting.copy(larger, 0, 0, this.#waitingEnd);
    this.#waiting = larger;
  }

  #count(bytes: number): void {
    this.#waitingBytes += bytes;
    waitingOfAll += bytes;
  }

  #flushSoon(): void {
    // One at a time is enough: the next takes whatever has come meanwhile.
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    this.#enqueue(() => this.#flush().finally(() => (this.#isFlushing = false)));
  }

  #enqueue(work: () => Promise<unknown>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#hasFailed) await work();
    }).catch((error: unknown) => this.#fail(error));
  }

  /** False while the disk is full: nothing is lost then, it is tried again. */
  async #flush(): Promise<boolean> {
    try {
      if (this.#waitingEnd > 0 && !this.#segment?.unwritten.length) await this.#takeWaiting();
      const segment = this.#segment;
      if (!segment) return true;
      await this.#write(segment);
      this.#setStuck(false);
      if (performance.now() - segment.openedAtMs >= segmentMs) await this.#seal();
      return true;
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#setStuck(true);
      return false;
    }
  }

  async #finish(): Promise<void> {
    const until = performance.now() + closingPatienceMs;
    while (!(await this.#flush()) || this.#waitingEnd > 0) {
      if (performance.now() > until) throw new Error("The disk is full.");
      await pause(retryMs);
    }
    await this.#seal();
  }

  async #takeWaiting(): Promise<void> {
    const segment = (this.#segment ??= await this.#open());
    const records = this.#waiting.subarray(0, this.#waitingEnd);
    this.#count(-records.length);
    this.#encrypt(segment, records);
    // It is encrypted into bytes of its own: the next ones may take its place. Of a long wait nothing is kept.
    this.#waitingEnd = 0;
    if (this.#waiting.length > mostRoom) this.#waiting = Buffer.alloc(0);
  }

  async #open(): Promise<Segment> {
    const { folder, trackId, meta } = this.#options;
    const seq = this.#nextSeq;
    await mkdir(folder, { recursive: true });
    const file = await open(join(folder, segmentName(seq, "part")), "wx", 0o600);
    this.#nextSeq += 1;
    const header = encodeHeader({ trackId, segment: seq, previousHash: this.#previousHash });
    const segment = { file, seq, header, hash: createHash("sha256"), openedAtMs: performance.now(), unwritten: [header], blocks: 0, bytes: 0 };
    const payload = Buffer.from(JSON.stringify(meta));
    this.#encrypt(segment, encodeRecord({ type: recordTypes.meta, atMs: journalNowMs(), payload }));
    return segment;
  }

  #encrypt(segment: Segment, records: Buffer): void {
    const block = encodeBlock(this.#key, segment.header, segment.blocks, records);
    segment.blocks += 1;
    segment.unwritten.push(block);
    this.#count(block.length);
  }

  /** A full disk may take half of a block: it is written again from where it began. */
  async #write(segment: Segment): Promise<void> {
    for (let next = segment.unwritten[0]; next; next = segment.unwritten[0]) {
      for (let done = 0; done < next.length; ) {
        const { bytesWritten } = await segment.file.write(next, done, next.length - done, segment.bytes + done);
        done += bytesWritten;
      }
      segment.hash.update(next);
      segment.bytes += next.length;
      segment.unwritten.shift();
      if (next !== segment.header) this.#count(-next.length);
    }
  }

  async #seal(): Promise<void> {
    const segment = this.#segment;
    if (!segment) return;
    const { folder, trackId, onSealed } = this.#options;
    await segment.file.datasync();
    this.#segment = undefined;
    await segment.file.close();
    await rename(join(folder, segmentName(segment.seq, "part")), join(folder, segmentName(segment.seq, "seg")));
    const sha256 = segment.hash.digest("hex");
    this.#previousHash = sha256;
    await onSealed({ trackId, seq: segment.seq, sha256, bytes: segment.bytes, isRecovered: false });
  }

  #setStuck(isStuck: boolean): void {
    if (isStuck === this.#isStuck) return;
    this.#isStuck = isStuck;
    this.#options.onWaiting?.(isStuck);
  }

  /** From outside the row of writes: what is being written now is first brought to an end. */
  #giveUp(error: unknown): void {
    this.#isClosed = true;
    this.#stopFlushing();
    this.#enqueue(() => Promise.reject(error));
  }

  /** What is whole on the disk is kept and sealed: a disk that filled up does not take the seconds before it. */
  async #fail(error: unknown): Promise<void> {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#stopFlushing();
    this.#waiting = Buffer.alloc(0);
    this.#waitingEnd = 0;
    waitingOfAll -= this.#waitingBytes;
    this.#waitingBytes = 0;
    const segment = this.#segment;
    if (segment && segment.bytes > segment.header.length)
      await segment.file
        .truncate(segment.bytes)
        .then(() => this.#seal())
        .catch(() => undefined);
    await this.#segment?.file.close().catch(() => undefined);
    this.#options.onFailed(error);
  }
}
