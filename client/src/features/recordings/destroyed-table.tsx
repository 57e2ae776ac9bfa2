import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { destructionCertificate } from "#shared/protocol/recordings.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { addressOf } from "#client/net/http.ts";
import { FileLink } from "#client/ui/file-link.tsx";
import { Table, type Column } from "#client/ui/index.ts";
import type { Desk } from "./recordings-desk.ts";
import { sizeText } from "./size-text.ts";

type Destroyed = Desk["destroyed"][number];

export function DestroyedTable({ destroyed }: { readonly destroyed: readonly Destroyed[] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const columns: Column<Destroyed>[] = [
    { key: "name", header: t("kept.person"), isRowHeader: true, cell: ({ name }) => name },
    { key: "at", header: t("kept.destroyedAt"), cell: ({ destroyedAt }) => formatDate(locale, destroyedAt, officeTimeZone, "medium") },
    { key: "what", header: t("kept.what"), cell: ({ tracks, bytes }) => `${t("kept.tracks", { count: tracks })} · ${sizeText(bytes, locale)}` },
    {
      key: "certificate",
      header: t("kept.certificate"),
      cell: ({ destructionId, name }) => (
        <FileLink href={addressOf(destructionCertificate, { params: { destructionId } })} aria-label={t("kept.certificateNamed", { name })}>
          {t("kept.certificate")}
        </FileLink>
      ),
    },
  ];
  return <Table caption={t("kept.destroyed")} columns={columns} rows={destroyed} rowKey={({ destructionId }) => destructionId} />;
}
