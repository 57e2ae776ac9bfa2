import type { ReactNode } from "react";
import { mySitting, type RunView } from "#shared/protocol/sitting.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Notice } from "#client/ui/index.ts";

/** Whoever was granted a reader sees who reads for them, or whom to call. Nobody else sees any of this. */
export function ReaderNotice({ sittingId, run }: { readonly sittingId: string; readonly run: RunView }): ReactNode {
  const t = useT();
  // The page's own query, which the page keeps fresh.
  const sitting = useRoute(mySitting, { params: { sittingId } }, { pollMs: false }).data;
  // In a practice nobody reads aloud.
  if (!sitting || sitting.isPractice) return null;
  const isGranted = sitting.granted.readAloud.some((activity) => activity === run.activity);
  if (!isGranted) return null;
  const { reader } = sitting;
  const isHere = reader?.activity === run.activity;
  return (
    <Notice title={isHere ? t("exam.readerHere", { name: reader.name }) : t("exam.readerComing")}>
      {t(isHere ? "exam.readerMay" : "exam.readerCall")}
    </Notice>
  );
}
