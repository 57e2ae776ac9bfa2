import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { formatDate, formatDateTime, formatDuration } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sessionReport, signReport } from "#shared/protocol/session-log.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, classNames, ConfirmDialog, EmptyState, Notice, PageHeader, StateTag, useToast } from "#client/ui/index.ts";
import { PersonReport } from "./person-report.tsx";
import styles from "./session-log.module.css";

type Report = RouteAnswer<typeof sessionReport>;
type RenderEntries = (entries: readonly ObservationView[], timeZone: string) => ReactNode;

/** The report of a session: its facts as they are now, and the signatures of the state that each adviser read. */
export function SessionReportPage({ renderEntries }: { readonly renderEntries: RenderEntries }): ReactNode {
  const { sessionId = "" } = useParams();
  const query = useRoute(sessionReport, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  return <Fetched query={query}>{(report) => <ReportView report={report} renderEntries={renderEntries} />}</Fetched>;
}

function ReportView({ report, renderEntries }: { readonly report: Report; readonly renderEntries: RenderEntries }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { content } = report;
  const { sessionId, startsAt, timeZone, totals, people } = content;
  const mode = t(content.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  return (
    <div className={classNames("stack-loose", styles.report)}>
      <PageHeader
        title={t("log.reportTitle", { date: formatDate(locale, startsAt, timeZone, "long") })}
        lead={`${content.bodyName} · ${mode} · ${t(`desk.session.${content.state}`)} · ${content.advisers.join(", ")}`}
        backHref={`/bureau/${sessionId}`}
        backLabel={t("lead.backToDesk")}
        actions={
          <span className={styles.screenOnly}>
            <Button onClick={() => print()}>{t("common.print")}</Button>
          </span>
        }
      />
      {content.state !== "HELD" && (
        <Notice role="note" title={t("log.provisional")}>
          {t("log.provisionalWhy")}
        </Notice>
      )}
      <Card title={t("log.group")}>
        <dl className={styles.totals}>
          <Total label={t("log.people")}>{totals.people}</Total>
          <Total label={t("log.incidents")}>{totals.incidents}</Total>
          <Total label={t("log.credits")}>{formatDuration(locale, totals.creditSeconds * 1000, "second")}</Total>
          <Total label={t("log.rechecks")}>{totals.rechecks}</Total>
          <Total label={t("log.resits")}>{totals.resits}</Total>
        </dl>
      </Card>
      {people.length === 0 && <EmptyState title={t("desk.noPeople")}>{t("log.nobody")}</EmptyState>}
      <div className={styles.people}>
        {people.map((person) => (
          <PersonReport key={person.sittingId} person={person} timeZone={timeZone} />
        ))}
      </div>
      {report.toldLate.length > 0 && (
        // Beside the report and not in it, in the words of each record.
        <Card className={styles.person ?? ""} title={t("log.toldLate")}>
          <p className="quiet">{t("log.toldLateWhy")}</p>
          {report.toldLate.map(({ sittingId, name, entries }) => (
            <section key={sittingId} className="stack">
              <h3>{name}</h3>
              {renderEntries(entries, timeZone)}
            </section>
          ))}
        </Card>
      )}
      <Signatures report={report} />
    </div>
  );
}

function Total({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt className="quiet small">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Signatures({ report: { content, contentHash, signatures, awaited, maySign } }: { readonly report: Report }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { timeZone, state } = content;
  return (
    <Card className={styles.person ?? ""} title={t("log.signatures")}>
      <div className="stack">
        {signatures.length > 0 && (
          <ul className={styles.lines}>
            {signatures.map((one) => (
              <li key={`${one.name} ${one.contentHash}`}>
                <StateTag tone={one.isCurrent ? "success" : "attention"} shape={one.isCurrent ? "full" : "triangle"}>
                  {t(one.isCurrent ? "log.ofThisState" : "log.ofEarlierState")}
                </StateTag>
                <span>
                  <strong>{one.name}</strong> · {formatDateTime(locale, one.at, timeZone, "long")}
                  <br />
                  <span className="quiet small">
                    {t("log.hash")} <code className={styles.hash}>{one.contentHash}</code>
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {signatures.some(({ isCurrent }) => !isCurrent) && (
          <Notice tone="attention" role="note">
            {t("log.changedSince")}
          </Notice>
        )}
        <p>{awaited.length === 0 ? t("log.allSigned") : t(state === "HELD" ? "log.awaited" : "log.signedOnceOver", { names: awaited.join(", ") })}</p>
        <p className={`quiet small ${styles.hashLine}`}>
          {t("log.hashNow")} <code className={styles.hash}>{contentHash}</code>
        </p>
        {maySign && <Sign sessionId={content.sessionId} contentHash={contentHash} />}
      </div>
    </Card>
  );
}

/** The hash that is signed is that of the page as it was read: facts that change meanwhile refuse the signature. */
function Sign({ sessionId, contentHash }: { readonly sessionId: string; readonly contentHash: string }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [asked, setAsked] = useState<string>();
  const sign = useChange(signReport, [sessionReport]);
  return (
    <div className={styles.screenOnly}>
      <RefusalNotice error={sign.error} />
      <Button variant="primary" onClick={() => setAsked(contentHash)}>
        {t("log.sign")}
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t("log.signTitle")}
        confirmLabel={t("log.sign")}
        cancelLabel={t("common.cancel")}
        isBusy={sign.isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={() =>
          asked !== undefined &&
          sign.mutate(
            { params: { sessionId }, body: { contentHash: asked } },
            { onSuccess: () => showToast(t("log.signed"), "success"), onSettled: () => setAsked(undefined) },
          )
        }
      >
        <p>{t("log.signText")}</p>
      </ConfirmDialog>
    </div>
  );
}
