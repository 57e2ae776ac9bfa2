import { randomBytes, randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readSegment, recordTypes, trackKey, type JournalRecord } from "../platform/journal/format.ts";
import { JournalWriter, journalNowMs, segmentName } from "../platform/journal/journal-writer.ts";
import type { Journal } from "./feed-journal.ts";

/** The longest that can be asked for from before a moment, and one segment more. */
const rememberedMs = 120_000;
/** What a killed process has not written yet is lost with its key in any case. */
const flushEveryMs = 1_000;

/** Tells a record from every other: no two packets of a source begin alike. */
const nameOf = ({ type, atMs, payload }: JournalRecord): string => `${type} ${atMs} ${payload.toString("base64", 0, 12)}`;

type Listener = (record: JournalRecord) => void;

/**
 * A journal that forgets: the last two minutes of a source, on the disk under a key that is only in this process. What is
 * older is removed; what is left when the process dies cannot be read by anybody.
 */
export class RollingJournal implements Journal {
  readonly #folder: string;
  readonly #trackId = randomUUID();
  readonly #key = randomBytes(32);
  readonly #writer: JournalWriter;
  readonly #listeners = new Set<Listener>();
  #kept: { readonly seq: number; readonly sealedAtMs: number }[] = [];
  #openSeq = 1;

  constructor(folder: string, onFailed: (error: unknown) => void) {
    this.#folder = join(folder, this.#trackId);
    this.#writer = new JournalWriter({
      folder: this.#folder,
      trackId: this.#trackId,
      key: this.#key,
      meta: {},
      flushEveryMs,
      onSealed: ({ seq }) => this.#turn(seq),
      onFailed,
    });
  }

  get hasRoomForPictures(): boolean {
    return this.#writer.hasRoomForPictures;
  }

  append(type: JournalRecord["type"], payload: Buffer, atMs = journalNowMs()): void {
    this.#writer.append(type, payload, atMs);
    for (const listener of this.#listeners) listener({ type, atMs, payload });
  }

  event(event: { readonly [key: string]: unknown }): void {
    this.append(recordTypes.event, Buffer.from(JSON.stringify(event)));
  }

  /** What was remembered since then, then everything that comes, in order and once; answers how to stop listening. */
  async since(fromMs: number, listener: Listener): Promise<() => void> {
    const arrived: JournalRecord[] = [];
    let isReading = true;
    const listen: Listener = (record) => {
      if (isReading) arrived.push(record);
      else listener(record);
    };
    const asked = this.#writer.flushed();
    // What is appended from here on is in neither the flush nor the files.
    this.#listeners.add(listen);
    await asked;
    const remembered = await this.#remembered();
    const already = new Set(arrived.map(nameOf));
    for (const record of remembered)
      if (record.atMs >= fromMs && record.type !== recordTypes.meta && !already.has(nameOf(record))) listener(record);
    isReading = false;
    for (const record of arrived) listener(record);
    return () => this.#listeners.delete(listen);
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #remembered(): Promise<JournalRecord[]> {
    const key = trackKey(this.#key, this.#trackId);
    const records: JournalRecord[] = [];
    for (const seq of [...this.#kept.map((segment) => segment.seq), this.#openSeq]) {
      // The open one is sealed at any moment, or has not begun.
      const bytes = (await this.#read(seq, "part")) ?? (await this.#read(seq, "seg"));
      if (bytes) for (const record of readSegment(key, bytes).records) records.push(record);
    }
    return records;
  }

  #read(seq: number, suffix: "part" | "seg"): Promise<Buffer | undefined> {
    return readFile(join(this.#folder, segmentName(seq, suffix))).catch(() => undefined);
  }

  async #turn(seq: number): Promise<void> {
    this.#openSeq = seq + 1;
    const nowMs = journalNowMs();
    this.#kept.push({ seq, sealedAtMs: nowMs });
    const old = this.#kept.filter(({ sealedAtMs }) => sealedAtMs < nowMs - rememberedMs);
    this.#kept = this.#kept.filter((segment) => !old.includes(segment));
    for (const segment of old) await rm(join(this.#folder, segmentName(segment.seq, "seg")), { force: true });
  }
}
