import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { calibrationDesk, retireReference, type ReferenceRow } from "#shared/protocol/calibration.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, EmptyState, StateTag, Table, useToast, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";

export interface ReferenceTableProps {
  readonly caption: string;
  readonly rows: readonly ReferenceRow[];
  /** An open set changes no more. */
  readonly isFixed?: boolean;
}

/** Texts whose bands were agreed on, under their codes. */
export function ReferenceTable({ caption, rows, isFixed = false }: ReferenceTableProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const [asked, setAsked] = useState<ReferenceRow>();
  const retire = useChange(retireReference, [calibrationDesk]);
  const columns: Column<ReferenceRow>[] = [
    {
      key: "code",
      header: t("calibration.code"),
      isRowHeader: true,
      cell: ({ code }) => <span className="numbers">{code}</span>,
    },
    { key: "form", header: t("calibration.form"), cell: ({ formTitle, language }) => <span lang={languageTag(language)}>{formTitle}</span> },
    {
      key: "bands",
      header: t("calibration.bands"),
      cell: ({ bands }) => <span className="numbers">{bands.join(" · ")}</span>,
    },
    {
      key: "agreed",
      header: t("calibration.agreed"),
      cell: ({ agreedByName, agreedAt }) =>
        t("calibration.agreedText", { name: agreedByName, date: formatDate(locale, agreedAt, officeTimeZone, "long") }),
    },
    {
      key: "act",
      header: t("calibration.act"),
      isHeaderHidden: true,
      align: "end",
      cell: (row) => {
        if (row.isRetired) return <StateTag shape="hollow">{t("calibration.retired")}</StateTag>;
        if (isFixed) return null;
        return (
          <Button
            size="small"
            variant="quiet"
            aria-label={t("calibration.retireNamed", { code: row.code })}
            onClick={() => setAsked(row)}
          >
            {t("calibration.retire")}
          </Button>
        );
      },
    },
  ];
  return (
    <>
      <Table
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={({ referenceId }) => referenceId}
        empty={<EmptyState title={t("calibration.anchorsNone")}>{t("calibration.anchorsNoneNext")}</EmptyState>}
      />
      <RefusalNotice error={retire.error} />
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t("calibration.retireTitle", { code: asked?.code ?? "" })}
        confirmLabel={t("calibration.retire")}
        cancelLabel={t("common.back")}
        isBusy={retire.isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={() =>
          asked &&
          retire.mutate(
            { params: { referenceId: asked.referenceId } },
            { onSuccess: () => toast(t("calibration.retiredDone"), "success"), onSettled: () => setAsked(undefined) },
          )
        }
      >
        <p>{t("calibration.retireMeans")}</p>
      </ConfirmDialog>
    </>
  );
}
