import { useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { Answers, ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import { journey as journeyRoute, type JourneyView } from "#shared/protocol/journey.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Checkbox, Notice, RadioGroup, useToast } from "#client/ui/index.ts";
import { answersToSend, earlierAnswer, isAskedAbout } from "./consent-answers.ts";
import { ConsentFacts } from "./consent-facts.tsx";
import styles from "./journey.module.css";

type Switch = Exclude<ConsentItem, "ONLINE_SUPERVISION">;
const needed: readonly Switch[] = ["COLLECTION_NOTICE", "ORAL_RECORDING"];
const choices: readonly Switch[] = ["REMINDERS", "SURVEY", "RESEARCH"];

export function ConsentForm({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const dates = useDates(journey.person.timeZone);
  const toast = useToast();
  const navigate = useNavigate();
  const [answers, setAnswers] = useState<Answers>(() =>
    Object.fromEntries(journey.consents.map(({ item, isGranted }) => [item, isGranted])),
  );
  const [isAsked, setAsked] = useState(false);
  const [lacksNeeded, setLacksNeeded] = useState(false);
  const change = useChange(recordConsents, [journeyRoute]);
  const supervision = answers.ONLINE_SUPERVISION;
  const set = (item: ConsentItem, isGranted: boolean): void => setAnswers((known) => ({ ...known, [item]: isGranted }));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (supervision === undefined || change.isPending) return;
    const isComplete = needed.every((item) => answers[item]);
    setLacksNeeded(false);
    change.mutate(
      { params: { registrationId: journey.registrationId }, body: { answers: answersToSend(journey, answers) } },
      {
        onSuccess: () => {
          if (!isComplete) return setLacksNeeded(true);
          toast(t("journey.answersSaved"), "success");
          void navigate("/parcours");
        },
      },
    );
  };
  const switchCard = (item: Switch): ReactNode => {
    const earlier = earlierAnswer(journey.consents, item);
    return (
      <Card key={item} title={t(`journey.${item}.title`)} titleLevel={3}>
        <ConsentFacts item={item} />
        {earlier && <p className="quiet">{t("journey.earlierAnswer", { on: dates.date(earlier.recordedAt) })}</p>}
        <Checkbox
          label={t(`journey.${item}.switch`)}
          isChecked={answers[item] ?? false}
          onChange={(isChecked) => set(item, isChecked)}
          {...(isAsked && needed.includes(item) && !answers[item] ? { error: t("journey.neededField") } : {})}
        />
      </Card>
    );
  };

  return (
    <form className="stack-loose" onSubmit={submit} noValidate>
      <section className="stack">
        <h2 className={styles.heading}>{t("journey.needed")}</h2>
        {needed.map(switchCard)}
      </section>
      <section className="stack">
        <h2 className={styles.heading}>{t("journey.supervised")}</h2>
        <Card title={t("journey.ONLINE_SUPERVISION.title")} titleLevel={3}>
          <ConsentFacts item="ONLINE_SUPERVISION" />
          <RadioGroup
            legend={t("journey.ONLINE_SUPERVISION.question")}
            value={supervision === undefined ? undefined : supervision ? "yes" : "no"}
            onChange={(value) => set("ONLINE_SUPERVISION", value === "yes")}
            options={[
              { value: "yes", label: t("journey.ONLINE_SUPERVISION.yes") },
              { value: "no", label: t("journey.ONLINE_SUPERVISION.no") },
            ]}
            {...(isAsked && supervision === undefined ? { error: t("journey.answerSupervision") } : {})}
          />
        </Card>
      </section>
      <section className="stack">
        <h2 className={styles.heading}>{t("journey.choices")}</h2>
        {isAskedAbout("ORAL_VIDEO", journey) && switchCard("ORAL_VIDEO")}
        {choices.map(switchCard)}
      </section>
      <div className="stack">
        <RefusalNotice error={change.error} />
        {lacksNeeded && <Notice tone="attention">{t("journey.neededMissing")}</Notice>}
        <p>
          <Button type="submit" variant="primary" isBusy={change.isPending}>
            {t("journey.saveAnswers")}
          </Button>
        </p>
      </div>
    </form>
  );
}
