import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { countsFrom, standingEffect } from "#shared/domain/incidents/incident-rules.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import * as contract from "#shared/protocol/incidents.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { LinkButton, Notice, PageHeader, TextField, useToast } from "#client/ui/index.ts";
import { IncidentFileBody } from "./incident-file.tsx";
import { refreshed, WordsForm } from "./incident-forms.tsx";
import type { IncidentFile } from "./incident-office.tsx";

/** The person's own page: the facts, their statement, the decision with its reasons, and the review. */
export function MyIncidentPage(): ReactNode {
  const t = useT();
  const { incidentId = "" } = useParams();
  const file = useRoute(contract.incidentFile, { params: { incidentId } }, { pollMs: 20_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("incidents.mineTitle")} lead={t("incidents.mineLead")} backHref="/parcours" backLabel={t("common.back")} />
      <Fetched query={file}>{(data) => <MyFile file={data} />}</Fetched>
    </div>
  );
}

function MyFile({ file }: { readonly file: IncidentFile }): ReactNode {
  const t = useT();
  const { incident, may } = file;
  // What the person does changes the file; what others do shows without a reload.
  useRoute(contract.sittingIncidents, { params: { sittingId: incident.sittingId } }, { topics: [topicOf.sitting(incident.sittingId)] });
  return (
    <>
      {incident.state === "OPEN" && (
        <Notice role="note">{t(incident.severity >= countsFrom ? "incidents.mineOpen" : "incidents.mineMinor")}</Notice>
      )}
      <IncidentFileBody incident={incident} isMine />
      <div className="row">
        <LinkButton href={`/seance/${incident.sittingId}/journal`}>{t("incidents.mineRecord")}</LinkButton>
      </div>
      {may.answer && <AnswerForm key={incident.statements.length} file={file} />}
      {may.askReview && <ReviewChoice file={file} />}
    </>
  );
}

function AnswerForm({ file: { incident } }: { readonly file: IncidentFile }): ReactNode {
  const t = useT();
  const dates = useDates(incident.timeZone);
  const showToast = useToast();
  const [companion, setCompanion] = useState("");
  const answer = useChange(contract.answerIncident, refreshed);
  return (
    <WordsForm
      title={t("incidents.answerTitle")}
      text={t("incidents.answerText", { date: dates.dateTime(incident.facts?.answerDueAt ?? incident.openedAt) })}
      label={t("incidents.answerLabel")}
      hint={t("incidents.answerHint")}
      maxLength={6000}
      isBusy={answer.isPending}
      error={answer.error}
      acts={[
        {
          label: t("incidents.answerDo"),
          onAct: (text) =>
            answer.mutate(
              { params: { incidentId: incident.incidentId }, body: { text, companion } },
              { onSuccess: () => showToast(t("incidents.answered"), "success") },
            ),
        },
      ]}
    >
      <TextField
        label={t("incidents.companionMine")}
        optionalLabel={t("common.optional")}
        maxLength={120}
        value={companion}
        onChange={(event) => setCompanion(event.target.value)}
      />
    </WordsForm>
  );
}

function ReviewChoice({ file: { incident } }: { readonly file: IncidentFile }): ReactNode {
  const t = useT();
  const dates = useDates(officeTimeZone);
  const showToast = useToast();
  const isResit = standingEffect(incident.decisions) === "RESIT_ACTIVITY";
  const choose = useChange(contract.answerDecision, refreshed);
  const act = (choice: "REQUEST" | "WAIVE", text: string): void =>
    choose.mutate(
      { params: { incidentId: incident.incidentId }, body: { choice, text } },
      { onSuccess: () => showToast(t(choice === "REQUEST" ? "incidents.requested" : "incidents.waived"), "success") },
    );
  return (
    <WordsForm
      title={t("incidents.myChoice")}
      text={t("incidents.myChoiceText", { date: dates.date(incident.review?.dueAt ?? incident.openedAt) })}
      label={t("incidents.requestLabel")}
      hint={t(isResit ? "incidents.waiveTextResit" : "incidents.waiveText")}
      areWordsOptional
      maxLength={6000}
      isBusy={choose.isPending}
      error={choose.error}
      acts={[
        { label: t("incidents.requestDo"), needsNoWords: true, onAct: (text) => act("REQUEST", text) },
        { label: t("incidents.waiveDo"), needsNoWords: true, onAct: () => act("WAIVE", "") },
      ]}
    />
  );
}
