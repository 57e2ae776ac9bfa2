import { createHash, type Hash } from "node:crypto";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import {
  encodeBlock,
  encodeHeader,
  encodeRecord,
  firstPreviousHash,
  recordTypes,
  trackKey,
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
  /** Nothing more can be written. Called once. */
  readonly onFailed: (error: unknown) => void;
}

// A killed process loses what was not handed to the system yet, a machine without power what was not synced.
const flushMs = 200;
const segmentMs = 10_000;
const maxWaitingBytes = 8 * 1024 * 1024;

export const segmentName = (seq: number, suffix: "part" | "seg"): string => `${String(seq).padStart(6, "0")}.${suffix}`;
/** Moments that can be compared between tracks, and that no correction of the clock sets back. */
export const journalNowMs = (): number => performance.timeOrigin + performance.now();

interface Segment {
  readonly file: FileHandle;
  readonly seq: number;
  readonly header: Buffer;
  readonly hash: Hash;
  readonly openedAtMs: number;
  blocks: number;
  bytes: number;
}

/** Appends to a track's journal. Writes go out in order, several times a second; nothing waits for them. */
export class JournalWriter {
  readonly #options: JournalOptions;
  readonly #key: Buffer;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #segment: Segment | undefined;
  #nextSeq = 1;
  #previousHash = firstPreviousHash;
  #work: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #isClosed = false;
  readonly #timer: NodeJS.Timeout;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#key = trackKey(options.key, options.trackId);
    this.#timer = setInterval(() => this.#flushSoon(), flushMs);
    this.#timer.unref();
  }

  append(type: JournalRecord["type"], payload: Buffer, atMs = journalNowMs()): void {
    if (this.#isClosed || this.#hasFailed) return;
    const record = encodeRecord({ type, atMs, payload });
    this.#waiting.push(record);
    this.#waitingBytes += record.length;
    // The disk does not follow: a recording that silently lacks minutes would be worse than one that says it stopped.
    if (this.#waitingBytes > maxWaitingBytes) this.#fail(new Error("The disk does not follow."));
  }

  event(event: { readonly [key: string]: unknown }): void {
    this.append(recordTypes.event, Buffer.from(JSON.stringify(event)));
  }

  /** Seals what there is. Idempotent. */
  close(): Promise<void> {
    if (!this.#isClosed) {
      clearInterval(this.#timer);
      this.#flushSoon();
      this.#isClosed = true;
      this.#enqueue(() => this.#seal());
    }
    return this.#work;
  }

  #flushSoon(): void {
    this.#enqueue(() => this.#flush());
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#hasFailed) await work();
    }).catch((error: unknown) => this.#fail(error));
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const records = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#segment ??= await this.#open();
    await this.#write(this.#segment, records);
    if (performance.now() - this.#segment.openedAtMs >= segmentMs) await this.#seal();
  }

  async #open(): Promise<Segment> {
    const { folder, trackId, meta } = this.#options;
    const seq = this.#nextSeq;
    this.#nextSeq += 1;
    await mkdir(folder, { recursive: true });
    const file = await open(join(folder, segmentName(seq, "part")), "wx", 0o600);
    const header = encodeHeader({ trackId, segment: seq, previousHash: this.#previousHash });
    const hash = createHash("sha256").update(header);
    await file.write(header);
    const segment = { file, seq, header, hash, openedAtMs: performance.now(), blocks: 0, bytes: header.length };
    const payload = Buffer.from(JSON.stringify(meta));
    await this.#write(segment, encodeRecord({ type: recordTypes.meta, atMs: journalNowMs(), payload }));
    return segment;
  }

  async #write(segment: Segment, records: Buffer): Promise<void> {
    const block = encodeBlock(this.#key, segment.header, segment.blocks, records);
    await segment.file.write(block);
    segment.hash.update(block);
    segment.blocks += 1;
    segment.bytes += block.length;
  }

  async #seal(): Promise<void> {
    const segment = this.#segment;
    if (!segment) return;
    this.#segment = undefined;
    const { folder, trackId, onSealed } = this.#options;
    await segment.file.datasync();
    await segment.file.close();
    await rename(join(folder, segmentName(segment.seq, "part")), join(folder, segmentName(segment.seq, "seg")));
    const sha256 = segment.hash.digest("hex");
    this.#previousHash = sha256;
    await onSealed({ trackId, seq: segment.seq, sha256, bytes: segment.bytes, isRecovered: false });
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#waiting = [];
    clearInterval(this.#timer);
    void this.#segment?.file.close().catch(() => undefined);
    this.#options.onFailed(error);
  }
}
