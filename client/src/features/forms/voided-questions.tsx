import type { ReactNode } from "react";
import { wordsOfItem } from "#shared/domain/forms/anchors.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { Notice } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { FormDraftView, Written } from "./use-form-draft.ts";

type Voided = FormDraftView["voided"];

/** What was voided and is not in this version any more, and what was and is: whoever writes decides about both. */
export function VoidedQuestions({ voided, written: { content, keys } }: { readonly voided: Voided; readonly written: Written }): ReactNode {
  const t = useT();
  const ids = new Set(content.items.map(({ id }) => id));
  const words = new Set(content.items.map((item) => wordsOfItem(item, keys[item.id])));
  const leftOut = voided.filter(({ itemId }) => !ids.has(itemId));
  // Corrected under its id, it is another question.
  const still = voided.filter((question) => words.has(question.words));
  return (
    <>
      {still.length > 0 && (
        <Notice tone="attention" role="note" title={t("items.voidedStill", { count: still.length })}>
          <p>{t("items.voidedStillNext")}</p>
          <VoidedList voided={still} />
        </Notice>
      )}
      {leftOut.length > 0 && (
        <Notice role="note" title={t("items.voidedLeftOut", { count: leftOut.length })}>
          <p>{t("items.voidedLeftOutNext")}</p>
          <VoidedList voided={leftOut} />
        </Notice>
      )}
    </>
  );
}

function VoidedList({ voided }: { readonly voided: Voided }): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { date } = useDates(officeTimeZone);
  return (
    <ul>
      {voided.map(({ words, prompt, reason, voidedAt }) => (
        <li key={words}>
          <span lang={lang}>{prompt}</span> {t("items.voidedOn", { date: date(voidedAt, "long"), reason })}
        </li>
      ))}
    </ul>
  );
}
