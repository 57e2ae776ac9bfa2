import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { addCalibrationSet, calibrationDesk, openCalibrationSet } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, EmptyState, Notice, TextField, useToast } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";
import { ReferenceTable } from "./reference-table.tsx";

type CalibrationSet = RouteAnswer<typeof calibrationDesk>["sets"][number];

/** Sets: in preparation until they open, and fixed from then on. */
export function SetSection({ sets, awaitingSet }: { readonly sets: readonly CalibrationSet[]; readonly awaitingSet: number }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [name, setName] = useState("");
  const add = useChange(addCalibrationSet, [calibrationDesk]);
  const create = (): void => {
    if (name.trim() === "") return;
    add.mutate(
      { body: { name } },
      {
        onSuccess: () => {
          toast(t("calibration.setAdded"), "success");
          setName("");
        },
      },
    );
  };
  return (
    <section className="stack">
      <h2>{t("calibration.sets")}</h2>
      {awaitingSet > 0 && <Notice tone="attention">{t("calibration.awaitingSet", { markers: awaitingSet })}</Notice>}
      {sets.length === 0 && <EmptyState title={t("calibration.setsNone")}>{t("calibration.setsNoneNext")}</EmptyState>}
      {sets.map((set) => (
        <OneSet key={set.setId} set={set} />
      ))}
      <form
        className="row row-fields"
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label={t("calibration.setName")}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" isBusy={add.isPending}>
          {t("calibration.addSet")}
        </Button>
      </form>
      <RefusalNotice error={add.error} />
    </section>
  );
}

const fewestTexts = 3;

function OneSet({ set }: { readonly set: CalibrationSet }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const open = useChange(openCalibrationSet, [calibrationDesk]);
  const { setId, name, openedAt, texts, passed, failed } = set;
  const isReady = texts.filter(({ isRetired }) => !isRetired).length >= fewestTexts;
  return (
    <Card title={name}>
      <div className="stack">
        <p>
          {openedAt === null
            ? t("calibration.setClosed")
            : t("calibration.setOpen", { date: formatDate(locale, openedAt, officeTimeZone, "long"), passed, failed })}
        </p>
        {texts.length > 0 && <ReferenceTable caption={name} rows={texts} isFixed={openedAt !== null} />}
        {openedAt === null && !isReady && <p className="quiet small">{t("calibration.setsNoneNext")}</p>}
        {openedAt === null && isReady && (
          <p>
            <Button size="small" aria-label={t("calibration.openSetNamed", { name })} onClick={() => setAsking(true)}>
              {t("calibration.openSet")}
            </Button>
          </p>
        )}
        <RefusalNotice error={open.error} />
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("calibration.openTitle", { name })}
        confirmLabel={t("calibration.openSet")}
        cancelLabel={t("common.back")}
        isBusy={open.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          open.mutate(
            { params: { setId } },
            { onSuccess: () => toast(t("calibration.openDone"), "success"), onSettled: () => setAsking(false) },
          )
        }
      >
        <p>{t("calibration.openMeans")}</p>
      </ConfirmDialog>
    </Card>
  );
}
