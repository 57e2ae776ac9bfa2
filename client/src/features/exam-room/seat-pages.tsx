import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, LinkButton } from "#client/ui/index.ts";
import { requestSeat } from "#shared/protocol/seat.ts";
import { continueSitting, mySitting } from "#shared/protocol/sitting.ts";
import { useKept } from "./kept-on-device.ts";
import { RescueOffer } from "./rescue-offer.tsx";

/** What this machine could not send before another one took over: only a file brings it along. */
function KeptHere({ sittingId }: { readonly sittingId: string }): ReactNode {
  const kept = useKept(sittingId);
  return kept.state === "known" && kept.unsent > 0 && <RescueOffer rooms={kept.rooms} reason="ELSEWHERE" />;
}

/** The exam is on another machine: one sentence, one thing to do, and who comes next. */
export function SeatElsewhere({
  sittingId,
  isAsked,
}: {
  readonly sittingId: string;
  readonly isAsked: boolean;
}): ReactNode {
  const t = useT();
  const ask = useChange(requestSeat, [mySitting]);
  if (isAsked)
    return (
      <>
        <Card look="accent">
          <div role="status" className="stack">
            <h2>{t("exam.seatAskedTitle")}</h2>
            <p>{t("exam.seatAskedText")}</p>
          </div>
        </Card>
        <KeptHere sittingId={sittingId} />
      </>
    );
  return (
    <>
      <Card
        look="accent"
        title={t("exam.seatTitle")}
        actions={
          <Button
            variant="primary"
            size="large"
            isBusy={ask.isPending}
            onClick={() => ask.mutate({ params: { sittingId } })}
          >
            {t("exam.seatAsk")}
          </Button>
        }
      >
        <p>{t("exam.seatText")}</p>
        <RefusalNotice error={ask.error} />
      </Card>
      <KeptHere sittingId={sittingId} />
    </>
  );
}

/** In person, on any browser that is not the station. */
export function StationNeeded({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  return (
    <>
      <Card
        look="accent"
        title={t("exam.stationTitle")}
        actions={<LinkButton href="/parcours">{t("exam.backToJourney")}</LinkButton>}
      >
        <p>{t("exam.stationText")}</p>
      </Card>
      <KeptHere sittingId={sittingId} />
    </>
  );
}

/** The seat has just been taken over between two activities: the person says that they are ready. */
export function ReadyToContinue({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const go = useChange(continueSitting, [mySitting]);
  return (
    <Card
      look="accent"
      title={t("exam.resumeTitle")}
      actions={
        <Button
          variant="primary"
          size="large"
          isBusy={go.isPending}
          onClick={() => go.mutate({ params: { sittingId } })}
        >
          {t("exam.resume")}
        </Button>
      }
    >
      <p>{t("exam.resumeText")}</p>
      <RefusalNotice error={go.error} />
    </Card>
  );
}
