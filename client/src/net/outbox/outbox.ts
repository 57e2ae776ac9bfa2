import { contentHash, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { Journal } from "./journal.ts";
import type {
  LeaseAnswer,
  OutboxEntry,
  OutboxSetup,
  SaveAnswer,
  SaveStatus,
} from "./outbox-types.ts";
import { nextBatch, readKept, recover } from "./recovery.ts";
import { codeOf, isPassing, retryAfterMsOf, sendLeftovers } from "./send-leftovers.ts";

/** Saves one run from one page. Knows no browser: storage, requests and time are passed in. */
export interface Outbox {
  readonly clientId: string;
  get(key: string): AnswerValue | undefined;
  set(key: string, value: AnswerValue): void;
  /** Sends now. `isLast` when the page is going away: the request may outlive it. */
  flush(options?: { readonly isLast: boolean }): Promise<void>;
  /** True once the server has everything; false when that could not be reached now. */
  settle(): Promise<boolean>;
  /** What handing in compares. */
  claim(): { readonly clientId: string; readonly lastSeq: number; readonly contentHash: string };
  /** Another page takes over: everything is written down, and this page only shows from now on. */
  yieldTo(): Promise<void>;
  status(): SaveStatus;
  unsent(): number;
  /** How many of them do not leave as they should: what is on its way as usual is nobody’s worry. */
  heldUp(): number;
  /** What the server does not hold, from this page and from those before it: for a rescue file. */
  waiting(): readonly OutboxEntry[];
  run(): RunView;
  close(): Promise<void>;
}

const idleMs = 1_000;
const longestMs = 5_000;
const firstRetryMs = 500;
const longestRetryMs = 5_000;
/** How many times less often a busy server is asked, at most. */
const slowestPace = 4;

/**
 * Takes the lease, brings back what earlier pages left on the device, and saves from then on. A page that cannot read
 * the device takes nothing over: another one may be saving well.
 * @throws what the lease throws, and DeviceUnreadable: nothing may be typed before the lease is held and what was typed
 * before is known [SAV-25].
 */
export async function openOutbox(setup: OutboxSetup): Promise<Outbox> {
  const read = async (): Promise<readonly OutboxEntry[]> =>
    readKept(setup.store, setup.runId).catch((error: unknown) => {
      if (setup.isWithoutKept) return [];
      throw error;
    });
  await read();
  await setup.claim?.();
  const lease = await setup.transport.lease(setup.clientId);
  // What counts is what is there once the page before has written its last words down.
  return new OpenOutbox(setup, lease, await read());
}

class OpenOutbox implements Outbox {
  private readonly setup: OutboxSetup;
  private readonly journal: Journal;
  private readonly content: Map<string, AnswerValue>;
  private leftovers: readonly OutboxEntry[];
  private lastRun: RunView;
  private savedAt: number | null;
  private failures = 0;
  /** 1 is the ordinary pace; a busy server makes it slower, and each answer faster again. */
  private pace = 1;
  private refusal: string | undefined;
  private lastFailure = "";
  private isElsewhere = false;
  private isClosed = false;
  private isStoreBroken = false;
  private writtenRevision = 0;
  private writing: Promise<void> | undefined;
  private sending: Promise<void> | undefined;
  private timer: unknown;
  private firstUnsentAt: number | undefined;
  /** Resolved when the page goes away: then nothing waits for a frame. */
  private leaving = Promise.withResolvers<void>();

  constructor(setup: OutboxSetup, lease: LeaseAnswer, kept: readonly OutboxEntry[]) {
    this.setup = setup;
    this.journal = new Journal(setup.runId, setup.clientId, lease.leaseEpoch);
    this.journal.acknowledge(lease.head);
    this.journal.lastSeq = lease.head;
    this.content = new Map(lease.answers.map(({ key, value }) => [key, value]));
    this.lastRun = lease.run;
    this.savedAt = lease.answers.reduce<number | null>(
      (latest, { savedAt }) => Math.max(latest ?? 0, Date.parse(savedAt)),
      null,
    );
    const { again, leftovers, done } = recover(kept, lease.answers, lease.heads);
    this.leftovers = leftovers;
    for (const { clientId, upTo } of done) this.forget(clientId, upTo);
    for (const { key, value } of again) this.set(key, value);
    if (leftovers.length > 0) this.schedule(0);
  }

  get clientId(): string {
    return this.setup.clientId;
  }
  get(key: string): AnswerValue | undefined {
    return this.content.get(key);
  }
  run(): RunView {
    return this.lastRun;
  }
  unsent(): number {
    return this.journal.size;
  }
  heldUp(): number {
    const isHeldUp = this.failures > 0 || this.refusal !== undefined || this.isElsewhere;
    return isHeldUp ? this.journal.size : 0;
  }
  waiting(): readonly OutboxEntry[] {
    return [...this.leftovers, ...this.journal.entries()];
  }
  claim(): { clientId: string; lastSeq: number; contentHash: string } {
    const answers = [...this.content].map(([key, value]) => ({ key, value }));
    return { clientId: this.clientId, lastSeq: this.journal.lastSeq, contentHash: contentHash(answers) };
  }

  set(key: string, value: AnswerValue): void {
    if (this.isElsewhere || this.isClosed) return;
    this.content.set(key, value);
    const now = this.setup.timers.now();
    this.journal.put(key, value, now);
    this.write();
    this.firstUnsentAt ??= now;
    // While the server cannot be reached, typing does not make it be asked more often.
    const latest = this.firstUnsentAt + longestMs * this.pace;
    if (this.failures === 0) this.schedule(Math.min(idleMs * this.pace, Math.max(0, latest - now)));
    this.setup.onChange();
  }

  status(): SaveStatus {
    const at = this.savedAt;
    if (this.isElsewhere) return { kind: "elsewhere", at };
    if (this.refusal) return { kind: "failed", code: this.refusal, at };
    if (this.journal.size === 0) return { kind: "saved", at };
    if (this.failures === 0) return { kind: "saving", at };
    // Retrying alone does not help somebody whose sign-in has ended.
    if (this.lastFailure === "NOT_SIGNED_IN") return { kind: "failed", code: "NOT_SIGNED_IN", at };
    if (this.isStoreBroken) return { kind: "failed", code: "DEVICE", at };
    // Being written down takes a moment: until then the page does not say that it is.
    const isWritten = this.writtenRevision === this.journal.revision;
    return isWritten ? { kind: "kept", code: this.lastFailure, at } : { kind: "saving", at };
  }

  async flush(options = { isLast: false }): Promise<void> {
    if (this.isElsewhere || this.refusal !== undefined) return;
    if (options.isLast) {
      // The page may be gone before another turn: one request more than usual is better than none.
      const batch = nextBatch(this.journal.entries());
      this.write();
      this.leaving.resolve();
      this.leaving = Promise.withResolvers();
      if (batch) await this.send(batch, true).catch(() => undefined);
      return;
    }
    this.setup.timers.clear(this.timer);
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    await this.sending;
  }

  async settle(): Promise<boolean> {
    for (let round = 0; round < 3 && this.journal.size > 0; round += 1) await this.flush();
    return this.journal.size === 0 && !this.isElsewhere && this.refusal === undefined;
  }

  async yieldTo(): Promise<void> {
    await this.flush({ isLast: true });
    await this.writing;
    this.loseLease();
  }

  async close(): Promise<void> {
    await this.flush({ isLast: true });
    await this.writing;
    this.isClosed = true;
    this.setup.timers.clear(this.timer);
  }

  private schedule(ms: number): void {
    this.setup.timers.clear(this.timer);
    if (!this.isClosed) this.timer = this.setup.timers.set(() => void this.flush(), ms);
  }

  /** Leftovers first, then this page's own; one request in flight. */
  private async sendAll(): Promise<void> {
    try {
      // A device that failed is asked again with each attempt.
      this.write();
      if (this.leftovers.length > 0) await sendLeftovers(this.leftovers, this.setup.transport, this.setup.store);
      this.leftovers = [];
      // What is sent has been written down before, so that both sides hold the same answer under a number.
      await this.writing;
      for (let batch = nextBatch(this.journal.entries()); batch; batch = nextBatch(this.journal.entries())) {
        await this.send(batch, false);
        await this.writing;
      }
      this.failures = 0;
      this.pace = Math.max(1, this.pace / 2);
    } catch (error) {
      this.fail(codeOf(error), retryAfterMsOf(error));
    }
    this.setup.onChange();
  }

  private async send(batch: NonNullable<ReturnType<typeof nextBatch>>, isLast: boolean): Promise<void> {
    this.journal.markSent(batch.from + batch.ops.length - 1);
    this.firstUnsentAt = undefined;
    const answer = await this.setup.transport
      .save(batch, { isLast })
      .catch(async (error: unknown): Promise<SaveAnswer> => {
        if (codeOf(error) !== "SEQUENCE_GAP") throw error;
        // The server knows best how far it has this page's log.
        const lease = await this.setup.transport.lease(this.clientId);
        this.journal.leaseEpoch = lease.leaseEpoch;
        if (lease.head >= batch.from - 1) return { ...lease, lane: "MAIN" };
        throw error;
      });
    this.lastRun = answer.run;
    this.failures = 0;
    if (answer.lane === "LATE") this.refusal = "RUN_NOT_OPEN";
    else this.savedAt = Date.parse(answer.serverNow);
    this.journal.acknowledge(answer.head);
    this.forget(this.clientId, answer.head);
    this.setup.onChange();
  }

  private fail(code: string, retryAfterMs: number): void {
    if (code === "LEASE_LOST") return this.loseLease();
    if (!isPassing(code)) {
      this.refusal = code;
      return;
    }
    this.failures += 1;
    this.lastFailure = code;
    if (code === "BUSY") this.pace = Math.min(slowestPace, this.pace * 2);
    // Pages that were refused together do not come back together.
    const asked = retryAfterMs * (1 + spread(this.clientId));
    this.schedule(Math.max(asked, this.pace * Math.min(longestRetryMs, firstRetryMs * 2 ** (this.failures - 1))));
  }

  private loseLease(): void {
    this.isElsewhere = true;
    this.setup.timers.clear(this.timer);
    this.setup.onChange();
  }

  /** One write at a time; what is typed meanwhile goes into the next one. */
  private write(): void {
    if (this.writing || this.writtenRevision === this.journal.revision) return;
    const start = this.setup.afterFrame ? Promise.race([this.setup.afterFrame(), this.leaving.promise]) : Promise.resolve();
    this.writing = start.then(() => this.writeAll()).finally(() => {
      this.writing = undefined;
      this.setup.onChange();
    });
  }

  private async writeAll(): Promise<void> {
    while (this.writtenRevision < this.journal.revision) {
      const { revision } = this.journal;
      try {
        await this.setup.store.write(this.journal.changedSince(this.writtenRevision));
      } catch {
        this.isStoreBroken = true;
        return;
      }
      this.writtenRevision = revision;
      this.isStoreBroken = false;
    }
  }

  /** Only what the server has acknowledged is forgotten [SAV-11]; a failure leaves it for the next page to compare. */
  private forget(clientId: string, upTo: number): void {
    const before = this.writing ?? Promise.resolve();
    void before.then(() => this.setup.store.forget(this.setup.runId, clientId, upTo)).catch(() => undefined);
  }
}

/** Between 0 and 1, the same for a page all its life. */
const spread = (clientId: string): number =>
  Array.from(clientId).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 997, 7) / 997;
