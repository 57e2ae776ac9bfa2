import type { ReactNode } from "react";
import {
  everydayRules,
  everydaySignals,
  lockdownLevels,
  lockdownRules,
  lockdownSignals,
  type EverydaySignal,
  type LockdownLevel,
  type LockdownSignal,
} from "#shared/domain/integrity/lockdown-policy.ts";
import { useT } from "#client/app/i18n.tsx";
import { Table, type Column } from "#client/ui/index.ts";

/** What each level does with each thing, read from the rules of that version. */
export function LevelTable({ version }: { readonly version: number }): ReactNode {
  const t = useT();
  const treatment = (level: LockdownLevel, signal: LockdownSignal): string => {
    const { isKept, isNoted } = lockdownRules(version, level)[signal];
    // Of a practice nothing is ever written into a record.
    const isWritten = isNoted && level !== "REHEARSAL";
    // A browser lets nobody be kept in full screen: the page offers the way back.
    if (isKept && signal === "FULL_SCREEN") return t(isWritten ? "lockdown.offeredAndNoted" : "lockdown.offered");
    if (isKept) return t(isWritten ? "lockdown.keptAndNoted" : "lockdown.kept");
    return t(isWritten ? "lockdown.noted" : "lockdown.free");
  };
  const columns: Column<LockdownSignal>[] = [
    { key: "signal", header: t("lockdown.what"), isRowHeader: true, cell: (signal) => t(`lockdown.signal.${signal}`) },
    ...lockdownLevels.map((level) => ({
      key: level,
      header: t(`lockdown.level.${level}`),
      cell: (signal: LockdownSignal) => treatment(level, signal),
    })),
  ];
  const everyday: Column<EverydaySignal>[] = [
    { key: "signal", header: t("lockdown.what"), isRowHeader: true, cell: (signal) => t(`lockdown.signal.${signal}`) },
    {
      key: "treatment",
      header: t("lockdown.everyLevel"),
      cell: (signal) => t(everydayRules[signal].isKept ? "lockdown.keptAndNoted" : "lockdown.noted"),
    },
  ];
  return (
    <>
      <Table caption={t("lockdown.table")} columns={columns} rows={lockdownSignals} rowKey={(signal) => signal} />
      <Table caption={t("lockdown.everydayTable")} columns={everyday} rows={everydaySignals} rowKey={(signal) => signal} />
    </>
  );
}
