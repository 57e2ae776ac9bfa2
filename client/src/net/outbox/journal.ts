import { notesKey, operationHash, textKey, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { patchBetween, textHash, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { sha256Hex } from "#shared/kernel/sha256.ts";
import type { OutboxEntry } from "./outbox-types.ts";

/** An operation takes in what is typed for this long, or this much, as long as it was not sent. */
const longestOpMs = 3_000;
const longestOpCharacters = 200;
/** Every so many patches the whole text goes, so that a log is read again from near its end. */
const patchesBetweenTexts = 20;

interface Pending {
  readonly seq: number;
  readonly key: string;
  /** The text that the operation before left; null where this one carries a whole value. */
  readonly base: string | null;
  /** The hash of that text, counted once for as long as the operation is overwritten. */
  readonly baseHash: { value?: string };
  readonly openedAt: number;
  readonly content: AnswerValue;
  readonly tMono: number;
  readonly revision: number;
  /** What goes out and is written down, made once per change. */
  entry?: OutboxEntry;
}

/** How a key stands at the end of this page's log. */
interface Ending {
  readonly seq: number;
  readonly content: AnswerValue;
  readonly patches: number;
}

/**
 * The operations of this page that the server has not acknowledged, numbered densely. Typing in one key overwrites its
 * last operation for a few seconds, as long as that one was never sent; once sent, a number keeps its answer for ever
 * [SAV-13]. Texts are numbered as patches of the operation before [SAV-16], with the page's own time, so that the
 * history of the typing is kept at little cost.
 */
export class Journal {
  readonly runId: string;
  readonly clientId: string;
  leaseEpoch: number;
  head = 0;
  /** The last number given out. */
  lastSeq = 0;
  /** Changes whenever an operation is new or overwritten: what is written down is compared with it. */
  revision = 0;
  private sentUpTo = 0;
  private readonly pending = new Map<number, Pending>();
  private readonly endings = new Map<string, Ending>();

  constructor(runId: string, clientId: string, leaseEpoch: number) {
    this.runId = runId;
    this.clientId = clientId;
    this.leaseEpoch = leaseEpoch;
  }

  get size(): number {
    return this.pending.size;
  }

  /** `now` is the page's own counter, in milliseconds. */
  put(key: string, content: AnswerValue, now: number): void {
    this.revision += 1;
    const { revision } = this;
    const tMono = Math.max(0, Math.round(now));
    const ending = this.endings.get(key);
    const last = ending && this.pending.get(ending.seq);
    if (ending && last && last.seq > this.sentUpTo && isOneOperation(last, content, now)) {
      const { seq, base, baseHash, openedAt } = last;
      this.pending.set(seq, { seq, key, base, baseHash, openedAt, content, tMono, revision });
      this.endings.set(key, { ...ending, content });
      return;
    }
    this.lastSeq += 1;
    const base = baseFor(key, content, ending);
    const patches = base === null ? 0 : (ending?.patches ?? 0) + 1;
    const seq = this.lastSeq;
    this.pending.set(seq, { seq, key, base, baseHash: {}, openedAt: now, content, tMono, revision });
    this.endings.set(key, { seq: this.lastSeq, content, patches });
  }

  /** What the device must write down after `revision`. Hashed here, once per write and not once per key press. */
  changedSince(revision: number): OutboxEntry[] {
    return [...this.pending.values()].filter((one) => one.revision > revision).map((one) => this.entryOf(one));
  }

  entries(): OutboxEntry[] {
    return [...this.pending.values()].map((one) => this.entryOf(one));
  }

  markSent(upTo: number): void {
    this.sentUpTo = Math.max(this.sentUpTo, upTo);
  }

  /** The server holds everything up to `head`. It never goes back. */
  acknowledge(head: number): void {
    this.head = Math.max(this.head, head);
    for (const seq of this.pending.keys()) if (seq <= this.head) this.pending.delete(seq);
  }

  private entryOf(one: Pending): OutboxEntry {
    const { runId, clientId, leaseEpoch } = this;
    if (one.entry?.leaseEpoch === leaseEpoch) return one.entry;
    const { seq, key, content, tMono } = one;
    const value = valueOf(one);
    one.entry = { runId, clientId, leaseEpoch, seq, key, value, content, tMono, hash: operationHash({ key, value }) };
    return one.entry;
  }
}

function isOneOperation({ base, content: last, openedAt }: Pending, content: AnswerValue, now: number): boolean {
  if (typeof last !== "string" || typeof content !== "string") return true;
  return now - openedAt < longestOpMs && Math.abs(content.length - (base?.length ?? 0)) < longestOpCharacters;
}

/** A page's first operation on a key is whole, and the server patches texts only. */
function baseFor(key: string, content: AnswerValue, ending: Ending | undefined): string | null {
  const isText = (key === textKey || key === notesKey) && typeof content === "string";
  if (!isText || !ending || ending.patches >= patchesBetweenTexts) return null;
  return typeof ending.content === "string" ? ending.content : null;
}

function valueOf({ base, baseHash, content }: Pending): OperationValue {
  if (base === null || typeof content !== "string") return content;
  const patch = patchBetween(base, content, sha256Hex, (baseHash.value ??= textHash(base)));
  return JSON.stringify(patch).length < JSON.stringify(content).length ? patch : content;
}
