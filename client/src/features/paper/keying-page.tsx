import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { isAnswered } from "#shared/domain/reading/answer-shape.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { keyReading, paperSessions, readingSheet, sealReading } from "#shared/protocol/paper.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { InLanguage, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Notice, PageHeader } from "#client/ui/index.ts";
import { paperAddresses } from "./addresses.ts";
import { ItemEntry } from "./item-entry.tsx";
import styles from "./paper.module.css";

/** Reading answered on paper, keyed in item by item: each answer is saved as it is entered. */
export function KeyingPage(): ReactNode {
  const { sittingId = "" } = useParams();
  const sheet = useRoute(readingSheet, { params: { sittingId } });
  return <Fetched query={sheet}>{(data) => <Keying sittingId={sittingId} sheet={data} />}</Fetched>;
}

function Keying({
  sittingId,
  sheet,
}: {
  readonly sittingId: string;
  readonly sheet: RouteAnswer<typeof readingSheet>;
}): ReactNode {
  const t = useT();
  const [values, setValues] = useState<ReadonlyMap<string, AnswerValue>>(
    () => new Map(sheet.answers.map(({ key, value }) => [key, value])),
  );
  // What the server has not confirmed yet: sent again with the next answer, so that no failure loses one.
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, AnswerValue>>(new Map());
  const [isSealing, setSealing] = useState(false);
  const save = useChange(keyReading, [], { isInOrder: true });
  const seal = useChange(sealReading, [readingSheet, paperSessions]);
  const params = { sittingId };
  const change = (key: string, value: AnswerValue): void => {
    setValues((before) => new Map(before).set(key, value));
    send(new Map(unsaved).set(key, value));
  };
  const send = (pending: ReadonlyMap<string, AnswerValue>): void => {
    setUnsaved(pending);
    const answers = [...pending].map(([key, value]) => ({ key, value }));
    const confirmed = (left: ReadonlyMap<string, AnswerValue>) =>
      new Map([...left].filter(([key, value]) => pending.get(key) !== value));
    save.mutate({ params, body: { answers } }, { onSuccess: () => setUnsaved(confirmed) });
  };
  const blank = sheet.items.filter(({ id }) => !isAnswered(values.get(id))).length;
  return (
    <div className="stack">
      <PageHeader
        title={t("inperson.keyingTitle", { name: sheet.name })}
        lead={t("inperson.keyingLead")}
        backHref={paperAddresses.home}
        backLabel={t("inperson.back")}
      />
      {sheet.isSealed && <Notice tone="success">{t("inperson.sealed")}</Notice>}
      {/* What is chosen from is what was printed, word for word. */}
      <InLanguage locale={sheet.language}>
        <ol className={styles.items} lang={languageTag(sheet.language)}>
          {sheet.items.map((item, index) => (
            <li key={item.id} className={styles.item}>
              <Numbered number={index + 1} />
              <ItemEntry
                item={item}
                value={values.get(item.id) ?? null}
                isDisabled={sheet.isSealed}
                onChange={(value) => change(item.id, value)}
              />
            </li>
          ))}
        </ol>
      </InLanguage>
      <RefusalNotice error={save.error} onRetry={() => send(unsaved)} />
      {!sheet.isSealed && (
        <div className="row">
          <Button
            variant="primary"
            isBusy={save.isPending}
            disabled={unsaved.size > 0 && !save.isPending}
            onClick={() => setSealing(true)}
          >
            {t("inperson.seal")}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isSealing}
        title={t("inperson.sealTitle")}
        confirmLabel={t("inperson.sealConfirm")}
        cancelLabel={t("common.cancel")}
        isBusy={seal.isPending}
        onConfirm={() => seal.mutate({ params, body: { blank } }, { onSuccess: () => setSealing(false) })}
        onCancel={() => setSealing(false)}
      >
        <p>{t("inperson.sealText", { blank })}</p>
        <RefusalNotice error={seal.error} />
      </ConfirmDialog>
    </div>
  );
}

/** In the language of the copy, as what stands under it. */
function Numbered({ number }: { readonly number: number }): ReactNode {
  const t = useT();
  return <strong>{t("inperson.itemOf", { number })}</strong>;
}
