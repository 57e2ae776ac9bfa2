import type { AccountActor } from "../../platform/actor.ts";

export interface HistoryOf {
  readonly candidateId: string;
  readonly isResultSent: boolean;
  /** Staff have opened it before: nobody decides on what the person cannot see. */
  readonly wasOpened: boolean;
}

/** Who opens a history: the directorate with a reason, the person themselves once it can matter to them. */
export function historyReader(
  actor: Pick<AccountActor, "accountId" | "roles">,
  history: HistoryOf,
): "STAFF" | "PERSON" | undefined {
  if (history.candidateId === actor.accountId) return history.isResultSent || history.wasOpened ? "PERSON" : undefined;
  return actor.roles.includes("DIRECTOR") ? "STAFF" : undefined;
}
