import { useState, type FormEvent, type ReactNode } from "react";
import { useParams } from "react-router";
import { wishes, type Wish } from "#shared/domain/accommodations/measures.ts";
import { myAccommodations, requestAccommodation } from "#shared/protocol/accommodations.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Checkbox, classNames, Notice, PageHeader, TextAreaField } from "#client/ui/index.ts";
import { DecisionCard } from "./decision-card.tsx";
import styles from "./measures.module.css";

type File = RouteAnswer<typeof myAccommodations>;

/** What a person needs on the day: they ask in a plain form, and read what was decided and why. */
export function MyAccommodationsPage(): ReactNode {
  const t = useT();
  const { registrationId = "" } = useParams();
  const file = useRoute(myAccommodations, { params: { registrationId } });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("accommodations.title")}
        lead={t("accommodations.lead")}
        backHref="/parcours"
        backLabel={t("common.back")}
      />
      <Fetched query={file}>{(data) => <MyFile registrationId={registrationId} file={data} />}</Fetched>
    </div>
  );
}

function MyFile({ registrationId, file }: { readonly registrationId: string; readonly file: File }): ReactNode {
  const t = useT();
  const dates = useDates();
  const { request, decision, isWaiting, isOpen } = file;
  return (
    <>
      {isWaiting && request && (
        <Notice title={t("accommodations.waiting")} role="status">
          <p>{t("accommodations.waitingText", { date: dates.date(request.createdAt, "long") })}</p>
          <p>{request.wishes.map((wish) => t(`accommodations.wish.${wish}`)).join("; ")}</p>
          <p>{request.text}</p>
        </Notice>
      )}
      {decision && <DecisionCard decision={decision} />}
      {isOpen ? (
        <AskForm key={request?.requestId} registrationId={registrationId} isAgain={request !== null} />
      ) : (
        <Notice>{t("accommodations.closed")}</Notice>
      )}
    </>
  );
}

function AskForm({
  registrationId,
  isAgain,
}: {
  readonly registrationId: string;
  readonly isAgain: boolean;
}): ReactNode {
  const t = useT();
  const ask = useChange(requestAccommodation, [myAccommodations]);
  const [chosen, setChosen] = useState<readonly Wish[]>([]);
  const [text, setText] = useState("");
  const [why, setWhy] = useState("");
  const isReady = chosen.length > 0 && text.trim() !== "";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    ask.mutate({ params: { registrationId }, body: { wishes: [...chosen], text: text.trim(), why: why.trim() } });
  };
  return (
    <Card title={t(isAgain ? "accommodations.askAgain" : "accommodations.ask")}>
      <form className={classNames("stack-loose", styles.form)} onSubmit={submit}>
        <fieldset className="stack">
          <legend>{t("accommodations.what")}</legend>
          {wishes.map((wish) => (
            <Checkbox
              key={wish}
              label={t(`accommodations.wish.${wish}`)}
              isChecked={chosen.includes(wish)}
              onChange={(isChecked) =>
                setChosen((known) => (isChecked ? [...known, wish] : known.filter((one) => one !== wish)))
              }
            />
          ))}
        </fieldset>
        <TextAreaField
          label={t("accommodations.text")}
          hint={t("accommodations.textHint")}
          value={text}
          maxLength={1000}
          rows={3}
          onChange={(event) => setText(event.target.value)}
          required
        />
        <TextAreaField
          label={t("accommodations.why")}
          hint={t("accommodations.whyHint")}
          optionalLabel={t("common.optional")}
          value={why}
          maxLength={500}
          rows={2}
          onChange={(event) => setWhy(event.target.value)}
        />
        <RefusalNotice error={ask.error} />
        <div className="row">
          <Button type="submit" variant="primary" isBusy={ask.isPending} disabled={!isReady}>
            {t("accommodations.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
