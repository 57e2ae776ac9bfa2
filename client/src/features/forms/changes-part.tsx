import type { ReactNode } from "react";
import { wordDiff } from "#shared/domain/answers/word-diff.ts";
import { formChanges, type FormChange, type WrittenForm } from "#shared/domain/forms/form-changes.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, Disclosure } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { WordDifference } from "#client/ui/word-difference.tsx";

/** What a new version changes, for whoever decides about it: how much, where, and word by word on demand. */
export function ChangesPart({
  before,
  after,
}: {
  readonly before: WrittenForm & { readonly version: number };
  readonly after: WrittenForm;
}): ReactNode {
  const t = useT();
  const changes = formChanges(before, after);
  const { version } = before;
  if (changes.length === 0) return <p>{t("forms.changesNone", { version })}</p>;
  const items = changes.filter(({ part }) => part === "ITEM");
  const countOf = (kind: FormChange["kind"]): number => items.filter((one) => one.kind === kind).length;
  return (
    <Card title={t("forms.changes", { version })}>
      <p>
        {t("forms.changesItems", {
          added: countOf("ADDED"),
          removed: countOf("REMOVED"),
          changed: countOf("CHANGED"),
        })}{" "}
        {t("forms.changesTexts", { count: changes.length - items.length })}
      </p>
      <div className="stack">
        {changes.map((change) => (
          <Change key={`${change.part}-${change.kind}-${change.number ?? 0}`} change={change} />
        ))}
      </div>
    </Card>
  );
}

function Change({ change: { part, kind, number, before, after, anchor } }: { readonly change: FormChange }): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const name = t(`forms.part_${part}`);
  const place = number === undefined ? name : t("forms.partNumber", { part: name, number });
  const isOnlyMark = anchor !== undefined && before === after;
  const said = [
    ...(isOnlyMark ? [] : [t(`forms.change_${kind}`)]),
    ...(anchor ? [t(`forms.change_${anchor}`)] : []),
  ].join(", ");
  const line = `${place} · ${said}`;
  if (before === after) return <p>{line}</p>;
  return (
    <Disclosure summary={line}>
      <WordDifference
        parts={wordDiff(before, after)}
        addedLabel={t("forms.changeAdded")}
        removedLabel={t("forms.changeRemoved")}
        endLabel={t("forms.changeEnd")}
        lang={lang}
      />
    </Disclosure>
  );
}
