import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { DeliveryMode, WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import { journey as journeyRoute, type JourneyView } from "#shared/protocol/journey.ts";
import { bookSession, openSessions, type OfferedSession } from "#shared/protocol/scheduling.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, RadioGroup, useToast } from "#client/ui/index.ts";
import styles from "./journey.module.css";
import { SessionList } from "./session-list.tsx";
import { SupervisionAsk } from "./supervision-ask.tsx";

/** Mode, then tool, then day: one question after another, each with its consequences said alike. */
export function SessionChoice({
  journey,
  sessions,
}: {
  readonly journey: JourneyView;
  readonly sessions: readonly OfferedSession[];
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const [mode, setMode] = useState<DeliveryMode>();
  const [tool, setTool] = useState<WritingTool>();
  const [sessionId, setSessionId] = useState<string>();
  const book = useChange(bookSession, [journeyRoute, openSessions]);
  const isSupervised = journey.consents.some(({ item, isGranted }) => item === "ONLINE_SUPERVISION" && isGranted);
  const writingTool = mode === "ONLINE" ? "KEYBOARD" : tool;
  const isListed = mode !== undefined && writingTool !== undefined && (mode === "IN_PERSON" || isSupervised);

  const chooseMode = (chosen: DeliveryMode): void => {
    setMode(chosen);
    setSessionId(undefined);
    book.reset();
  };
  const take = (): void => {
    if (!sessionId || !mode || !writingTool) return;
    const body = { sessionId, deliveryMode: mode, writingTool, replacesBookingId: journey.booking?.bookingId ?? null };
    book.mutate(
      { params: { registrationId: journey.registrationId }, body },
      {
        onSuccess: () => {
          toast(t("scheduling.booked"), "success");
          void navigate("/parcours");
        },
      },
    );
  };

  return (
    <div className={styles.choice}>
      {journey.booking && <h2 className={styles.heading}>{t("scheduling.another")}</h2>}
      <RadioGroup
        legend={t("scheduling.mode")}
        look="cards"
        value={mode}
        onChange={chooseMode}
        options={[
          { value: "ONLINE", label: t("common.modeOnline"), hint: t("scheduling.onlineHint") },
          { value: "IN_PERSON", label: t("common.modeInPerson"), hint: t("scheduling.inPersonHint") },
        ]}
      />
      {mode === "ONLINE" && !isSupervised && (
        <SupervisionAsk registrationId={journey.registrationId} onRefuse={() => chooseMode("IN_PERSON")} />
      )}
      {mode === "ONLINE" && isSupervised && <p className="quiet">{t("scheduling.computerNeeded")}</p>}
      {mode === "IN_PERSON" && (
        <RadioGroup
          legend={t("scheduling.tool")}
          look="cards"
          value={tool}
          onChange={setTool}
          options={[
            { value: "KEYBOARD", label: t("scheduling.keyboard"), hint: t("scheduling.keyboardHint") },
            { value: "HANDWRITTEN", label: t("scheduling.handwritten"), hint: t("scheduling.handwrittenHint") },
          ]}
        />
      )}
      {isListed && (
        <>
          <SessionList
            sessions={sessions.filter(({ deliveryMode }) => deliveryMode === mode)}
            ownZone={journey.person.timeZone}
            chosen={sessionId}
            onChoose={setSessionId}
          />
          <RefusalNotice error={book.error} />
          {sessionId && (
            <p>
              <Button variant="primary" isBusy={book.isPending} onClick={take}>
                {t(journey.booking ? "scheduling.change" : "scheduling.book")}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}
