import { useState, type FormEvent, type ReactNode } from "react";
import { absenceOutcomes, type AbsenceOutcome } from "#shared/domain/discussion/absence.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { discussionDesk, type AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import { decideAbsence, speakingTimes } from "#shared/protocol/floor.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Disclosure, Notice, RadioGroup, SelectField, TextAreaField } from "#client/ui/index.ts";
import { clockText, useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";
import type { DiscussionPerson } from "./person-choice.tsx";

export interface AbsencePanelProps {
  readonly view: AdviserDiscussionView;
  readonly roomId: string;
  readonly people: readonly DiscussionPerson[];
}

/** Who is missing, what to do now, and what was decided. Says nothing while everybody is there. */
export function AbsencePanel({ view, roomId, people }: AbsencePanelProps): ReactNode {
  const t = useT();
  const { time } = useSessionDates(view.timeZone);
  const decided = people.flatMap(({ name, absences }) => absences.map((absence) => ({ name, ...absence })));
  return (
    <>
      <div role="status" className={styles.large}>
        {people.map((person) =>
          person.absence ? <Missing key={person.sittingId} {...{ view, roomId, person }} absence={person.absence} /> : null,
        )}
      </div>
      {!view.hasMedia && <MissingAtTable {...{ view, roomId, people }} />}
      {decided.length > 0 && (
        <ul className={styles.log}>
          {decided.map(({ name, outcome, reason, byName, at }) => (
            <li key={`${at} ${name}`}>{t("floor.decided", { time: time(at), outcome, name, byName, reason })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Missing({
  view,
  roomId,
  person,
  absence,
}: Omit<AbsencePanelProps, "people"> & {
  readonly person: DiscussionPerson;
  readonly absence: NonNullable<DiscussionPerson["absence"]>;
}): ReactNode {
  const t = useT();
  const left = useRemaining(absence.since, view.serverNow);
  return (
    <Notice
      tone="attention"
      title={t("floor.absence", { name: person.name, time: clockText(left === null ? 0 : -left) })}
    >
      <p>{t(`floor.stage.${absence.stage}`)}</p>
      {absence.stage !== "HELD" && (
        <>
          <p>
            <strong>{t("floor.relay")}</strong>
          </p>
          <ul className={styles.log} aria-label={t("floor.relay")}>
            {person.facts.map((fact) => (
              <li key={fact} lang={languageTag(view.language)}>
                {fact}
              </li>
            ))}
          </ul>
        </>
      )}
      {absence.stage === "TO_DECIDE" && <Decision roomId={roomId} person={person} rule={absence.rule} />}
    </Notice>
  );
}

/** At a table nobody has to be told by a machine that a chair is empty. */
function MissingAtTable({ roomId, people }: AbsencePanelProps): ReactNode {
  const t = useT();
  const [chosen, setChosen] = useState("");
  const here = people.filter(({ runState }) => runState === "OPEN" || runState === "INTERRUPTED");
  const person = here.find(({ sittingId }) => sittingId === chosen);
  return (
    <Disclosure summary={t("floor.someoneMissing")}>
      <SelectField
        label={t("floor.whoIsMissing")}
        placeholder=" "
        options={here.map(({ sittingId, name }) => ({ value: sittingId, label: name }))}
        value={chosen}
        onChange={setChosen}
      />
      {person && <Decision key={person.sittingId} roomId={roomId} person={person} />}
    </Disclosure>
  );
}

function Decision({
  roomId,
  person,
  rule,
}: {
  readonly roomId: string;
  readonly person: DiscussionPerson;
  /** What the written rule says here, where the server knows. */
  readonly rule?: AbsenceOutcome;
}): ReactNode {
  const t = useT();
  const decide = useChange(decideAbsence, [discussionDesk, speakingTimes]);
  const [outcome, setOutcome] = useState<AbsenceOutcome>();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (outcome)
      decide.mutate({ params: { roomId }, body: { sittingId: person.sittingId, outcome, reason: reason.trim() } });
  };
  return (
    <form onSubmit={submit} className="stack">
      <RefusalNotice error={decide.error} />
      <p>{t("floor.ruleText")}</p>
      {rule && (
        <p>
          <strong>{t(`floor.rule.${rule}`)}</strong>
        </p>
      )}
      <RadioGroup
        legend={t("floor.whatNext")}
        options={absenceOutcomes.map((value) => ({
          value,
          label: value === "GO_ON" ? t("floor.GO_ON", { name: person.name }) : t("floor.RESTART"),
          hint: t(value === "GO_ON" ? "floor.goOnHint" : "floor.restartHint"),
        }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextAreaField
        label={t("floor.reason")}
        hint={t("floor.reasonHint")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        rows={3}
        required
      />
      <Button type="submit" variant="primary" isBusy={decide.isPending} disabled={outcome === undefined}>
        {t("floor.decide")}
      </Button>
    </form>
  );
}
