import { useState, type ReactNode } from "react";
import { situationId, type ItemKey, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { itemTypes, pointsOf } from "#shared/domain/forms/item-parts.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Checkbox, ConfirmDialog, Disclosure, EmptyState, Link, SelectField, TextAreaField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import {
  GapFillBody,
  JustifiedBody,
  MatchingBody,
  MultipleChoiceBody,
  OrderingBody,
  ShortAnswerBody,
  SingleChoiceBody,
  TrueFalseBody,
} from "./item-bodies.tsx";
import styles from "./forms.module.css";
import { newItem } from "./new-item.ts";
import type { PartProps } from "./part-props.ts";

interface AnchorProps {
  /** Which other cases hold a question, by its id. */
  readonly heldBy: Readonly<Record<string, readonly { readonly code: string; readonly version: number }[]>>;
  /** The page that compares is the directorate's. */
  readonly mayCompare: boolean;
}

/** The questions of a form with their keys, in the order in which they are shown. */
export function ItemsPart({ written: { content, keys }, onChange, heldBy, mayCompare }: PartProps & AnchorProps): ReactNode {
  const t = useT();
  const [type, setType] = useState<ReadingItem["type"]>("SINGLE_CHOICE");
  const [removing, setRemoving] = useState<string>();
  const { items } = content;
  const write = (next: readonly ReadingItem[], nextKeys = keys): void =>
    onChange({ content: { ...content, items: [...next] }, keys: nextKeys });
  const change = (item: ReadingItem, key: ItemKey): void =>
    write(
      items.map((one) => (one.id === item.id ? withPoints(item) : one)),
      { ...keys, [item.id]: key },
    );
  const move = (index: number, by: -1 | 1): void => {
    const next = [...items];
    next.splice(index + by, 0, ...next.splice(index, 1));
    write(next);
  };
  const remove = (id: string): void => {
    const { [id]: _gone, ...others } = keys;
    write(
      items.filter((item) => item.id !== id),
      others,
    );
    setRemoving(undefined);
  };
  const add = (): void => {
    const made = newItem(type, situationId);
    write([...items, made.item], { ...keys, [made.item.id]: made.key });
  };
  return (
    <div className="stack">
      {items.length === 0 && <EmptyState title={t("forms.noItems")}>{t("forms.noItemsNext")}</EmptyState>}
      {items.map((item, index) => (
        <div key={item.id} data-place={`ITEM-${index + 1}`}>
          <Disclosure
            summary={`${index + 1}. ${t(`forms.type_${item.type}`)} · ${item.prompt === "" ? t("forms.noPrompt") : item.prompt}${item.isAnchor ? ` · ${t("forms.isAnchor")}` : ""}`}
          >
            <ItemEditor
              item={item}
              itemKey={keys[item.id]}
              documents={content.documents}
              onChange={change}
              anchor={
                // Whoever practises learns the words: nothing is shared with the practice case.
                content.isPractice && !item.isAnchor ? null : (
                  <AnchorField {...{ item, heldBy, mayCompare }} onChange={(next) => change(next, keyFor(next, keys[item.id]))} />
                )
              }
            />
            <div className="row">
              <Button
                size="small"
                disabled={index === 0}
                aria-label={t("forms.moveUpNamed", { number: index + 1 })}
                onClick={() => move(index, -1)}
              >
                {t("forms.moveUp")}
              </Button>
              <Button
                size="small"
                disabled={index === items.length - 1}
                aria-label={t("forms.moveDownNamed", { number: index + 1 })}
                onClick={() => move(index, 1)}
              >
                {t("forms.moveDown")}
              </Button>
              <Button
                size="small"
                variant="quiet"
                aria-label={t("forms.removeItemNamed", { number: index + 1 })}
                onClick={() => setRemoving(item.id)}
              >
                {t("forms.remove")}
              </Button>
            </div>
          </Disclosure>
        </div>
      ))}
      <div className={styles.adding}>
        <SelectField
          label={t("forms.newItemType")}
          value={type}
          options={itemTypes.map((value) => ({ value, label: t(`forms.type_${value}`) }))}
          onChange={setType}
        />
        <Button onClick={add}>{t("forms.addItem")}</Button>
      </div>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={t("forms.removeItemTitle")}
        confirmLabel={t("forms.remove")}
        cancelLabel={t("common.cancel")}
        tone="danger"
        onConfirm={() => removing !== undefined && remove(removing)}
        onCancel={() => setRemoving(undefined)}
      >
        <p>{t("forms.removeItemText")}</p>
      </ConfirmDialog>
    </div>
  );
}

/** Points follow from the item: nobody counts pairs or gaps by hand. */
const withPoints = (item: ReadingItem): ReadingItem =>
  item.type === "TRUE_FALSE_JUSTIFIED" ? item : { ...item, max: pointsOf(item) };

function ItemEditor({
  item,
  itemKey,
  documents,
  anchor,
  onChange,
}: {
  readonly item: ReadingItem;
  readonly itemKey: ItemKey | undefined;
  readonly documents: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
  readonly anchor: ReactNode;
  readonly onChange: (item: ReadingItem, key: ItemKey) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const key = keyFor(item, itemKey);
  const abouts = [
    { value: situationId, label: t("forms.situation") },
    ...documents.map(({ id, kind, title }, index) => ({
      value: id,
      label: `${index + 1}. ${[kind, title].filter(Boolean).join(" – ")}`,
    })),
  ];
  return (
    <div className="stack">
      <SelectField
        label={t("forms.about")}
        value={abouts.some(({ value }) => value === item.about) ? item.about : ""}
        placeholder={t("forms.choose")}
        options={abouts}
        onChange={(about) => onChange({ ...item, about }, key)}
      />
      <TextAreaField
        label={t("forms.prompt")}
        rows={2}
        lang={lang}
        value={item.prompt}
        onChange={(event) => onChange({ ...item, prompt: event.target.value }, key)}
      />
      <Body item={item} itemKey={key} onChange={onChange} />
      {anchor}
      <p className="quiet">{t("forms.points", { count: item.max })}</p>
    </div>
  );
}

const keyFor = (item: ReadingItem, itemKey: ItemKey | undefined): ItemKey =>
  itemKey?.type === item.type ? itemKey : newItem(item.type, item.about).key;

/** The mark, and which other cases hold the question: an anchor that stands alone compares nothing. */
function AnchorField({
  item,
  heldBy,
  mayCompare,
  onChange,
}: AnchorProps & { readonly item: ReadingItem; readonly onChange: (item: ReadingItem) => void }): ReactNode {
  const t = useT();
  const others = heldBy[item.id] ?? [];
  const names = others.map(({ code, version }) => t("forms.anchorName", { code, version: String(version) })).join(", ");
  return (
    <div>
      <Checkbox
        label={t("forms.anchor")}
        hint={t("forms.anchorHint")}
        isChecked={item.isAnchor === true}
        onChange={(isChecked) => onChange({ ...item, isAnchor: isChecked || undefined })}
      />
      {item.isAnchor === true && (
        <p className={styles.beside}>
          {names === "" ? t("forms.anchorAlone") : t("forms.anchorAlso", { names })}{" "}
          {mayCompare &&
            (names === "" ? t("forms.anchorHow") : <Link href="/resultats/items">{t("forms.anchorCompare")}</Link>)}
        </p>
      )}
    </div>
  );
}

function Body({
  item,
  itemKey,
  onChange,
}: {
  readonly item: ReadingItem;
  readonly itemKey: ItemKey;
  readonly onChange: (item: ReadingItem, key: ItemKey) => void;
}): ReactNode {
  if (item.type === "SINGLE_CHOICE" && itemKey.type === item.type)
    return <SingleChoiceBody {...{ item, itemKey, onChange }} />;
  if (item.type === "MULTIPLE_CHOICE" && itemKey.type === item.type)
    return <MultipleChoiceBody {...{ item, itemKey, onChange }} />;
  if (item.type === "TRUE_FALSE" && itemKey.type === item.type)
    return <TrueFalseBody {...{ item, itemKey, onChange }} />;
  if (item.type === "TRUE_FALSE_JUSTIFIED" && itemKey.type === item.type)
    return <JustifiedBody {...{ item, itemKey, onChange }} />;
  if (item.type === "MATCHING" && itemKey.type === item.type) return <MatchingBody {...{ item, itemKey, onChange }} />;
  if (item.type === "ORDERING" && itemKey.type === item.type) return <OrderingBody {...{ item, itemKey, onChange }} />;
  if (item.type === "GAP_FILL" && itemKey.type === item.type) return <GapFillBody {...{ item, itemKey, onChange }} />;
  if (item.type === "SHORT_ANSWER" && itemKey.type === item.type)
    return <ShortAnswerBody {...{ item, itemKey, onChange }} />;
  return null;
}
