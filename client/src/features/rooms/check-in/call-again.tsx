import type { ReactNode } from "react";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { callAgain, resumeSittings, sessionBoard } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { checkIn } from "#shared/protocol/rooms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card } from "#client/ui/index.ts";

export interface CallAgainProps {
  readonly sessionId: string;
  readonly sittingId: string;
  readonly name: string;
  readonly state: SittingState;
}

/** Somebody confirmed before is called once more: the clock stops with the call, and goes on by a hand of its own. */
export function CallAgain({ sessionId, sittingId, name, state }: CallAgainProps): ReactNode {
  const t = useT();
  const call = useChange(callAgain, [checkIn, sessionBoard, sittingRecord]);
  const resume = useChange(resumeSittings, [checkIn, sessionBoard, sittingRecord]);
  return (
    <Card title={t("lead.callAgainTitle", { name })}>
      <p>{t(state === "INTERRUPTED" ? "lead.callAgainResume" : "lead.callAgainLead")}</p>
      {state === "IN_PROGRESS" && <p className="quiet small">{t("lead.callAgainTalking")}</p>}
      <RefusalNotice error={call.error ?? resume.error} />
      <div className="row">
        {state === "INTERRUPTED" && (
          <Button
            variant="primary"
            size="large"
            isBusy={resume.isPending}
            onClick={() => resume.mutate({ params: { sessionId }, body: { sittingIds: [sittingId] } })}
          >
            {t("desk.resume")}
          </Button>
        )}
        <Button
          size="large"
          isBusy={call.isPending}
          onClick={() => call.mutate({ params: { sittingId }, body: { reason: t("lead.callAgainReason") } })}
        >
          {t("lead.call")}
        </Button>
      </div>
    </Card>
  );
}
