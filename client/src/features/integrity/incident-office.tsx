import { useState, type ReactNode } from "react";
import { countsFrom, standingEffect, type IncidentEffect } from "#shared/domain/incidents/incident-rules.ts";
import * as contract from "#shared/protocol/incidents.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { Disclosure, Notice, RadioGroup, SelectField, useToast } from "#client/ui/index.ts";
import { EntryChoice } from "./entry-choice.tsx";
import { refreshed, WordsForm } from "./incident-forms.tsx";

export type IncidentFile = RouteAnswer<typeof contract.incidentFile>;
interface OfFile {
  readonly file: IncidentFile;
}

/** What the directorate may do with a file now, as the server says; nothing else is drawn. */
export function IncidentOffice({ file }: OfFile): ReactNode {
  const t = useT();
  const { may } = file;
  return (
    <>
      {may.hasObserved && (
        <Notice title={t("incidents.observedTitle")} role="note">
          {t("incidents.observedText")}
        </Notice>
      )}
      {may.sendFacts && <FactsForm file={file} />}
      {may.waitsForEnd && (
        <Notice title={t("incidents.waitsForEnd")} role="note">
          {t("incidents.waitsForEndText")}
        </Notice>
      )}
      {may.decide && <DecisionForm file={file} />}
      {may.sign && <SignForm file={file} />}
      {may.review && <ReviewForm file={file} />}
      {may.extend && (
        <Disclosure summary={t("incidents.extend")}>
          <ExtendForm file={file} />
        </Disclosure>
      )}
    </>
  );
}

function FactsForm({ file: { incident, record } }: OfFile): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [chosen, setChosen] = useState<readonly string[]>(incident.entries.map(({ observationId }) => observationId));
  const send = useChange(contract.sendIncidentFacts, refreshed);
  return (
    <WordsForm
      title={t("incidents.sendFacts")}
      text={t("incidents.sendFactsText")}
      label={t("incidents.factsLabel")}
      hint={t("incidents.factsHint")}
      maxLength={3000}
      isBusy={send.isPending}
      error={send.error}
      isBlocked={chosen.length === 0}
      acts={[
        {
          label: t("incidents.sendFactsDo"),
          ask: { title: t("incidents.sendFactsAsk"), text: t("incidents.sendFactsOnce") },
          onAct: (text) =>
            send.mutate(
              { params: { incidentId: incident.incidentId }, body: { text, observationIds: [...chosen] } },
              { onSuccess: () => showToast(t("incidents.sent"), "success") },
            ),
        },
      ]}
    >
      <EntryChoice
        legend={t("incidents.chooseEntries")}
        entries={record}
        timeZone={incident.timeZone}
        chosen={chosen}
        onChange={setChosen}
      />
    </WordsForm>
  );
}

function DecisionForm({ file: { incident, may } }: OfFile): ReactNode {
  const t = useT();
  const showToast = useToast();
  const entries = incident.facts?.entries ?? [];
  const [effect, setEffect] = useState<IncidentEffect>();
  const [cited, setCited] = useState<readonly string[]>([]);
  const propose = useChange(contract.proposeDecision, refreshed);
  const decide = (reasons: string): void => {
    if (effect === undefined) return;
    propose.mutate(
      { params: { incidentId: incident.incidentId }, body: { effect, reasons, observationIds: [...cited] } },
      {
        onSuccess: ({ signaturesMissing }) =>
          showToast(t(signaturesMissing > 0 ? "incidents.proposed" : "incidents.decided"), "success"),
      },
    );
  };
  return (
    <WordsForm
      title={t("incidents.decide")}
      text={t("incidents.decideText")}
      label={t("incidents.reasonsLabel")}
      hint={t("incidents.reasonsHint")}
      maxLength={6000}
      isBusy={propose.isPending}
      error={propose.error}
      isBlocked={effect === undefined || (incident.severity >= countsFrom && cited.length === 0)}
      acts={[
        {
          label: t("incidents.proposeDo"),
          ask: { title: t("incidents.proposeAsk"), text: t("incidents.proposeOnce") },
          onAct: decide,
        },
      ]}
    >
      <RadioGroup
        legend={t("incidents.effectLabel")}
        value={effect}
        onChange={setEffect}
        options={may.effects.map((value) => ({ value, label: t(`incidents.effect_${value}`) }))}
      />
      {entries.length > 0 && (
        <EntryChoice
          legend={t("incidents.citeLabel")}
          entries={entries}
          timeZone={incident.timeZone}
          chosen={cited}
          onChange={setCited}
        />
      )}
    </WordsForm>
  );
}

function SignForm({ file: { incident } }: OfFile): ReactNode {
  const t = useT();
  const showToast = useToast();
  const signing = useChange(contract.signDecision, refreshed);
  const decisionId = incident.decisions.at(-1)?.decisionId ?? "";
  const sign = (agrees: boolean, note: string): void =>
    signing.mutate(
      { params: { decisionId }, body: { agrees, note } },
      { onSuccess: () => showToast(t("incidents.signatureDone"), "success") },
    );
  return (
    <WordsForm
      title={t("incidents.sign")}
      text={t("incidents.signText")}
      label={t("incidents.signNote")}
      hint={t("incidents.signNoteHint")}
      maxLength={2000}
      isBusy={signing.isPending}
      error={signing.error}
      acts={[
        {
          label: t("incidents.signDo"),
          needsNoWords: true,
          ask: { title: t("incidents.signAsk"), text: t("incidents.signOnce") },
          onAct: () => sign(true, ""),
        },
        { label: t("incidents.refuseDo"), onAct: (note) => sign(false, note) },
      ]}
    />
  );
}

function ReviewForm({ file: { incident } }: OfFile): ReactNode {
  const t = useT();
  const showToast = useToast();
  const conclude = useChange(contract.concludeReview, refreshed);
  const act = (isUpheld: boolean, reasons: string): void =>
    conclude.mutate(
      { params: { incidentId: incident.incidentId }, body: { isUpheld, reasons } },
      { onSuccess: () => showToast(t("incidents.reviewDone"), "success") },
    );
  // What favours the person has taken effect already.
  const isResit = standingEffect(incident.decisions) === "RESIT_ACTIVITY";
  const lift = { label: t("incidents.reverseDo"), onAct: (reasons: string) => act(false, reasons) };
  const uphold = { label: t("incidents.upholdDo"), onAct: (reasons: string) => act(true, reasons) };
  return (
    <WordsForm
      title={t("incidents.reviewTitle")}
      text={t(isResit ? "incidents.reviewTextResit" : "incidents.reviewText")}
      label={t("incidents.reviewReasons")}
      maxLength={6000}
      isBusy={conclude.isPending}
      error={conclude.error}
      acts={incident.review?.state === "REQUESTED" ? [uphold, lift] : [lift]}
    />
  );
}

const moreDays = ["5", "10", "15", "20"] as const;

function ExtendForm({ file: { incident } }: OfFile): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [days, setDays] = useState<(typeof moreDays)[number]>("5");
  const extend = useChange(contract.extendAnswerTime, refreshed);
  return (
    <WordsForm
      title={t("incidents.extend")}
      text={t("incidents.extendText")}
      label={t("incidents.reason")}
      maxLength={500}
      isBusy={extend.isPending}
      error={extend.error}
      acts={[
        {
          label: t("incidents.extend"),
          onAct: (reason) =>
            extend.mutate(
              { params: { incidentId: incident.incidentId }, body: { workingDays: Number(days), reason } },
              { onSuccess: () => showToast(t("incidents.extended"), "success") },
            ),
        },
      ]}
    >
      <SelectField
        label={t("incidents.extendDays")}
        value={days}
        onChange={setDays}
        options={moreDays.map((value) => ({ value, label: value }))}
      />
    </WordsForm>
  );
}
