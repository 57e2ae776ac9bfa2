import { useState, type ReactNode } from "react";
import { sittingIncidents, stopActivity } from "#shared/protocol/incidents.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, useToast } from "#client/ui/index.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";
import { refreshed } from "./incident-forms.tsx";
import { OpenIncidentDialog } from "./open-incident-dialog.tsx";
import styles from "./incidents.module.css";

type Line = RouteAnswer<typeof sittingIncidents>["incidents"][number];

export interface IncidentPanelProps {
  readonly sittingId: string;
  readonly name: string;
  /** The desk presses it with a key. */
  readonly buttonId: string;
}

/** On the board, for one person: what is open, what waits for a second adviser, and the way to open one. */
export function IncidentPanel({ sittingId, name, buttonId }: IncidentPanelProps): ReactNode {
  const t = useT();
  const [isOpening, setIsOpening] = useState(false);
  const incidents = useRoute(sittingIncidents, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <section className="stack" aria-label={t("incidents.panel")}>
      <div className="row row-between">
        <h3>{t("incidents.panel")}</h3>
        {incidents.data?.closedBy === null && (
          <Button id={buttonId} size="small" shortcut="I" onClick={() => setIsOpening(true)}>
            {t("incidents.openOne")}
          </Button>
        )}
      </div>
      {incidents.data?.incidents.length === 0 && <p className="quiet small">{t("incidents.panelNone")}</p>}
      {incidents.data && incidents.data.closedBy !== null && (
        <p className="quiet small">{t(`incidents.closed_${incidents.data.closedBy}`)}</p>
      )}
      <ul className={styles.plain}>
        {incidents.data?.incidents.map((line) => (
          <IncidentLine key={line.incidentId} line={line} />
        ))}
      </ul>
      {isOpening && (
        <OpenIncidentDialog
          sittingId={sittingId}
          name={name}
          canStop={incidents.data?.hasOpenActivity ?? false}
          onClose={() => setIsOpening(false)}
        />
      )}
    </section>
  );
}

function IncidentLine({ line }: { readonly line: Line }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const stop = useChange(stopActivity, refreshed);
  const { incidentId, code, severity, state, waitsForSecond } = line;
  return (
    <li className="stack">
      <div className="row row-between">
        <span>{`${t(codeWords[code])} · ${t("incidents.severity", { severity })} · ${t(`incidents.state_${state}`)}`}</span>
        <LinkButton size="small" variant="quiet" href={`/incidents/${incidentId}`}>
          {t("incidents.fileLink", { code })}
        </LinkButton>
      </div>
      {waitsForSecond && (
        <Notice
          tone="attention"
          title={t("incidents.stopAsk")}
          actions={
            <Button
              variant="danger"
              size="small"
              isBusy={stop.isPending}
              onClick={() =>
                stop.mutate(
                  { params: { incidentId } },
                  { onSuccess: () => showToast(t("incidents.stopped"), "success") },
                )
              }
            >
              {t("incidents.stopDo")}
            </Button>
          }
        >
          {t("incidents.stopWaits")}
        </Notice>
      )}
      <RefusalNotice error={stop.error} />
    </li>
  );
}
