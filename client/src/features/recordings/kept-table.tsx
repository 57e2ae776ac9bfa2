import type { ReactNode } from "react";
import { formatDate, formatTime } from "#shared/i18n/dates.ts";
import { clipFilm } from "#shared/protocol/recordings.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { addressOf } from "#client/net/http.ts";
import { FileLink } from "#client/ui/file-link.tsx";
import { Button, Link, StateTag, Table, type Column } from "#client/ui/index.ts";
import type { Kept } from "./recordings-desk.ts";
import { sizeText } from "./size-text.ts";

export interface KeptTableProps {
  readonly kept: readonly Kept[];
  readonly onHold: (kept: Kept) => void;
  readonly onRelease: (kept: Kept) => void;
}

/** What is due first comes first: this is what will be destroyed, before it is. */
export function KeptTable({ kept, onHold, onRelease }: KeptTableProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const day = (at: string): string => formatDate(locale, at, officeTimeZone, "medium");
  const columns: Column<Kept>[] = [
    {
      key: "name",
      header: t("kept.person"),
      isRowHeader: true,
      cell: ({ name, body, sessionAt }) => (
        <>
          {name}
          <br />
          <span className="quiet small">{`${body}, ${day(sessionAt)}`}</span>
        </>
      ),
    },
    {
      key: "what",
      header: t("kept.what"),
      cell: ({ sittingId, name, activities, hasPicture, extracts, bytes }) => (
        <div>
          {activities.map((activity) => (
            <div key={activity}>
              <Link href={`/enregistrements/${sittingId}/${activity}`} aria-label={t("kept.openNamed", { activity: t(`kept.activity.${activity}`), name })}>
                {t(`kept.activity.${activity}`)}
              </Link>
            </div>
          ))}
          {extracts.map(({ clipId, at }) => (
            <div key={clipId} className="row">
              <span>{t("kept.extract", { time: formatTime(locale, at, officeTimeZone) })}</span>
              {(["camera", "screen"] as const).map((picture) => (
                <FileLink
                  key={picture}
                  href={addressOf(clipFilm, { params: { clipId, picture } })}
                  aria-label={t("kept.extractNamed", { time: formatTime(locale, at, officeTimeZone), picture: t(`kept.picture.${picture}`), name })}
                >
                  {t(`kept.picture.${picture}`)}
                </FileLink>
              ))}
            </div>
          ))}
          <span className="quiet small">{[t(hasPicture ? "kept.withPicture" : "kept.soundOnly"), sizeText(bytes, locale)].join(" · ")}</span>
        </div>
      ),
    },
    {
      key: "until",
      header: t("kept.until"),
      cell: ({ state, dueAt, hold }) => (
        <div className="stack">
          <StateTag tone={state === "DUE" ? "attention" : "neutral"} shape={state === "HELD" ? "square" : state === "DUE" ? "full" : "hollow"}>
            {t(`kept.state.${state}`, { date: dueAt ? day(dueAt) : "" })}
          </StateTag>
          {hold && <span className="quiet small">{t("kept.heldBy", { name: hold.by, date: day(hold.at), reason: hold.reason })}</span>}
        </div>
      ),
    },
    {
      key: "act",
      header: t("kept.act"),
      isHeaderHidden: true,
      align: "end",
      cell: (one) =>
        one.hold ? (
          <Button size="small" aria-label={t("kept.releaseNamed", { name: one.name })} onClick={() => onRelease(one)}>
            {t("kept.release")}
          </Button>
        ) : (
          <Button size="small" aria-label={t("kept.holdNamed", { name: one.name })} onClick={() => onHold(one)}>
            {t("kept.hold")}
          </Button>
        ),
    },
  ];
  return <Table caption={t("kept.list")} columns={columns} rows={kept} rowKey={({ sittingId }) => sittingId} />;
}
