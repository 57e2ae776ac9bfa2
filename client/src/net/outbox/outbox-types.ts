import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { OperationValue } from "#shared/domain/answers/text-patch.ts";
import type { SavedAnswer } from "#shared/protocol/answers.ts";
import type { RunView } from "#shared/protocol/sitting.ts";

/** One numbered operation, as the device keeps it until the server has it. */
export interface OutboxEntry {
  readonly runId: string;
  readonly clientId: string;
  readonly seq: number;
  /** The lease under which it was typed. */
  readonly leaseEpoch: number;
  readonly key: string;
  /** What goes to the server: a whole value, or a patch of the text that the number before left. */
  readonly value: OperationValue;
  readonly hash: string;
  /** Milliseconds since that page was opened, by its own counter. */
  readonly tMono: number;
  /** The whole value of the key after this operation: a page that comes later shows it without the numbers before. */
  readonly content: AnswerValue;
}

/** Where the device keeps entries. A write is done when it would survive a power cut. */
export interface OutboxStore {
  read(runId: string): Promise<readonly OutboxEntry[]>;
  write(entries: readonly OutboxEntry[]): Promise<void>;
  /** Entries of one page up to this number. */
  forget(runId: string, clientId: string, upTo: number): Promise<void>;
}

export interface LeaseAnswer {
  readonly leaseEpoch: number;
  readonly head: number;
  readonly heads: Readonly<Record<string, number>>;
  readonly answers: readonly SavedAnswer[];
  readonly serverNow: string;
  readonly run: RunView;
}

export interface Batch {
  readonly leaseEpoch: number;
  readonly clientId: string;
  readonly from: number;
  readonly ops: readonly {
    readonly seq: number;
    readonly key: string;
    readonly value: OperationValue;
    readonly hash: string;
    readonly tMono: number;
  }[];
}

export interface SaveAnswer {
  readonly head: number;
  readonly lane: "MAIN" | "LATE";
  readonly serverNow: string;
  readonly run: RunView;
}

/** Refuses by throwing an error with the code of the contract, or `OFFLINE`. */
export interface OutboxTransport {
  lease(clientId: string): Promise<LeaseAnswer>;
  save(batch: Batch, options: { readonly isLast: boolean }): Promise<SaveAnswer>;
}

/** Time as a value: tests move it. */
export interface Timers {
  now(): number;
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** What the page may say about saving, and nothing that is not so [SAV-15]. */
export type SaveStatus =
  /** The server has everything; `at` is the server's time of the last save, null when nothing was saved yet. */
  | { readonly kind: "saved"; readonly at: number | null }
  /** On its way, and nothing has failed. */
  | { readonly kind: "saving"; readonly at: number | null }
  /** The device has written everything down; the server will get it. `BUSY`: the server asked to be asked less often. */
  | { readonly kind: "kept"; readonly code: string; readonly at: number | null }
  /** Neither: a person must act. */
  | { readonly kind: "failed"; readonly code: string; readonly at: number | null }
  /** Another page of the same person saves now; this one only shows. */
  | { readonly kind: "elsewhere"; readonly at: number | null };

export interface OutboxSetup {
  readonly runId: string;
  readonly clientId: string;
  readonly store: OutboxStore;
  readonly transport: OutboxTransport;
  readonly timers: Timers;
  /** Asks the other pages of this browser to write everything down and to let go. */
  readonly claim?: () => Promise<void>;
  readonly onChange: () => void;
  /** Resolves once the letter that was just typed is on the screen: hashing and writing down can wait for that. */
  readonly afterFrame?: () => Promise<void>;
  /** The person has chosen to begin although the device cannot be read. */
  readonly isWithoutKept?: boolean;
}
