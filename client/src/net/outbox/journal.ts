import { operationHash, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { OutboxEntry } from "./outbox-types.ts";

/**
 * The operations of this page that the server has not acknowledged, numbered densely. Typing in one key overwrites its
 * last operation as long as that one was never sent; once sent, a number keeps its answer for ever [SAV-13].
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
  private readonly pending = new Map<number, { key: string; value: AnswerValue; revision: number }>();

  constructor(runId: string, clientId: string, leaseEpoch: number) {
    this.runId = runId;
    this.clientId = clientId;
    this.leaseEpoch = leaseEpoch;
  }

  get size(): number {
    return this.pending.size;
  }

  put(key: string, value: AnswerValue): void {
    this.revision += 1;
    const { revision } = this;
    for (const [seq, known] of this.pending) {
      if (known.key !== key || seq <= this.sentUpTo) continue;
      this.pending.set(seq, { key, value, revision });
      return;
    }
    this.lastSeq += 1;
    this.pending.set(this.lastSeq, { key, value, revision });
  }

  /** What the device must write down after `revision`. Hashed here, once per write and not once per key press. */
  changedSince(revision: number): OutboxEntry[] {
    return this.entries().filter(({ seq }) => (this.pending.get(seq)?.revision ?? 0) > revision);
  }

  entries(): OutboxEntry[] {
    const { runId, clientId, leaseEpoch } = this;
    return [...this.pending]
      .toSorted(([a], [b]) => a - b)
      .map(([seq, { key, value }]) => ({
        runId,
        clientId,
        leaseEpoch,
        seq,
        key,
        value,
        hash: operationHash({ key, value }),
      }));
  }

  markSent(upTo: number): void {
    this.sentUpTo = Math.max(this.sentUpTo, upTo);
  }

  /** The server holds everything up to `head`. It never goes back. */
  acknowledge(head: number): void {
    this.head = Math.max(this.head, head);
    for (const seq of this.pending.keys()) if (seq <= this.head) this.pending.delete(seq);
  }
}
