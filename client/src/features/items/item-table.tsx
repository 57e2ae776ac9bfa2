import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Badge, Button, Disclosure, StateTag, Table, type Column } from "#client/ui/index.ts";
import { asNumber } from "#client/ui/figures.ts";
import type { FormItems, Item } from "./form-items.ts";

export interface ItemTableProps {
  readonly form: FormItems;
  readonly enoughPeople: number;
  readonly onVoid: (item: Item) => void;
}

/** Success, discrimination, options; few people are said to be few. */
export function ItemTable({ form, enoughPeople, onVoid }: ItemTableProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const percent = (share: number): string => t("items.percent", { share: Math.round(share * 100) / 100 });
  const lang = languageTag(form.language);
  // Said once where it is true of every question.
  const areAllFew = form.items.every(({ people }) => people < enoughPeople);
  const columns: Column<Item>[] = [
    {
      key: "prompt",
      header: t("items.prompt"),
      isRowHeader: true,
      width: "40%",
      cell: (item) => (
        <>
          <span lang={lang}>{item.prompt}</span>
          {item.options.length > 0 && (
            <Disclosure summary={t("items.options")}>
              <Options item={item} lang={lang} percent={percent} />
            </Disclosure>
          )}
        </>
      ),
    },
    {
      key: "people",
      header: t("items.people"),
      align: "end",
      cell: ({ people }) => <span className="numbers">{people}</span>,
    },
    {
      key: "difficulty",
      header: t("items.difficulty"),
      align: "end",
      cell: ({ difficulty }) => (
        <span className="numbers">{difficulty === null ? t("items.none") : percent(difficulty)}</span>
      ),
    },
    {
      key: "discrimination",
      header: t("items.discrimination"),
      align: "end",
      cell: ({ discrimination }) => (
        <span className="numbers">
          {discrimination === null
            ? t("items.none")
            : asNumber(locale, discrimination, 2)}
        </span>
      ),
    },
    {
      key: "state",
      header: t("items.state"),
      cell: (item) => (
        <div className="stack">
          {item.anchor && <Anchor anchor={item.anchor} percent={percent} />}
          {item.voided && (
            <>
              <StateTag tone="neutral" shape="square">
                {t("items.voided")}
              </StateTag>
              <span className="quiet small">
                {t("items.voidedBy", {
                  name: item.voided.by,
                  date: formatDate(locale, item.voided.at, officeTimeZone, "medium"),
                  reason: item.voided.reason,
                })}
              </span>
            </>
          )}
          {item.waiting > 0 && <Badge tone="attention">{t("items.waiting", { count: item.waiting })}</Badge>}
          {item.people < enoughPeople && !areAllFew && <span className="quiet small">{t("items.few", { count: enoughPeople })}</span>}
        </div>
      ),
    },
    {
      key: "void",
      header: t("items.void"),
      isHeaderHidden: true,
      align: "end",
      cell: (item) =>
        item.voided ? null : (
          <Button size="small" aria-label={t("items.voidNamed", { prompt: item.prompt })} onClick={() => onVoid(item)}>
            {t("items.void")}
          </Button>
        ),
    },
  ];
  return (
    <>
      {areAllFew && <p className="quiet">{t("items.allFew", { count: enoughPeople })}</p>}
      <Table caption={form.title} columns={columns} rows={form.items} rowKey={({ itemId }) => itemId} />
    </>
  );
}

/** The same question elsewhere: a difference says something of the groups or of the forms, and not which. */
function Anchor({
  anchor: { seenBy, elsewhere },
  percent,
}: {
  readonly anchor: NonNullable<Item["anchor"]>;
  readonly percent: (share: number) => string;
}): ReactNode {
  const t = useT();
  return (
    <div className="small">
      <Badge>{t("items.anchor")}</Badge> <span className="quiet">{t("items.anchorSeen", { count: seenBy })}</span>
      {elsewhere.length === 0 && <p className="quiet">{t("items.anchorAlone")}</p>}
      {elsewhere.length > 0 && (
        <ul aria-label={t("items.anchorElsewhere")}>
          {elsewhere.map(({ formId, code, version, people, difficulty }) => (
            <li key={formId}>
              {difficulty === null
                ? t("items.anchorFew", { code, version: String(version), count: people })
                : t("items.anchorThere", { code, version: String(version), share: percent(difficulty), count: people })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Option = Item["options"][number];

interface OptionsProps {
  readonly item: Item;
  readonly lang: string;
  readonly percent: (share: number) => string;
}

function Options({ item, lang, percent }: OptionsProps): ReactNode {
  const t = useT();
  const columns: Column<Option>[] = [
    {
      key: "text",
      header: t("items.option"),
      cell: ({ text, isKey }) => (
        <>
          {text === null ? t("items.noAnswer") : <span lang={lang}>{text}</span>} {isKey && <Badge tone="success">{t("items.isKey")}</Badge>}
        </>
      ),
    },
    { key: "share", header: t("items.optionShare"), align: "end", cell: ({ share }) => percent(share) },
    { key: "rest", header: t("items.optionRest"), align: "end", cell: ({ restShare }) => percent(restShare) },
  ];
  return (
    <Table
      caption={t("items.optionsOf", { prompt: item.prompt })}
      columns={columns}
      rows={item.options}
      rowKey={({ text }) => text ?? ""}
    />
  );
}
