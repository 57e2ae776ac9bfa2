import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import type { TimeCause } from "#shared/domain/sitting/time-ledger.ts";
import type { Tx } from "../../platform/db.ts";

/** What a save is judged by, and what the answers to it are checked against. */
export interface OwnRun {
  readonly sittingId: string;
  readonly activity: Activity;
  readonly sitting: {
    readonly formId: string;
    readonly documentId: string;
    readonly writingTool: "KEYBOARD" | "HANDWRITTEN";
  };
}

const ownRun = {
  sittingId: true,
  activity: true,
  sitting: { select: { formId: true, documentId: true, writingTool: true } },
} as const;

/** How the clock of one's own run stands, and which page may write. */
export interface StandingRun extends OwnRun {
  readonly state: RunState;
  readonly interruptionCause: TimeCause | null;
  readonly leaseEpoch: number;
  readonly leaseClientId: string | null;
}

/** The run, if it is the account's own; whoever else asks learns nothing. */
export const findOwnRun = (tx: Tx, accountId: string, runId: string): Promise<StandingRun | null> =>
  tx.activityRun.findFirst({
    where: { id: runId, sitting: { accountId, booking: { isActive: true } } },
    select: { ...ownRun, state: true, interruptionCause: true, leaseEpoch: true, leaseClientId: true },
  });

/**
 * The page that may write writes while silence has stopped the clock: whoever writes has gone on, whatever their page
 * says of waiting for «Continuer».
 */
export const isWrittenInSilence = (
  run: StandingRun,
  sent: { readonly leaseEpoch: number; readonly clientId: string },
): boolean =>
  run.state === "INTERRUPTED" &&
  run.interruptionCause === "OUTAGE" &&
  run.leaseEpoch === sent.leaseEpoch &&
  run.leaseClientId === sent.clientId;

/** The run, for a caller who has checked who asks. */
export const findRun = (tx: Tx, runId: string): Promise<OwnRun | null> =>
  tx.activityRun.findUnique({ where: { id: runId }, select: ownRun });

/** What is written on paper is keyed in by staff, never from the person's own browser. */
export const isSavedFromPage = ({ activity, sitting }: OwnRun): boolean =>
  activity !== "INTERVIEW" && (sitting.writingTool === "KEYBOARD" || activity === "DISCUSSION");
