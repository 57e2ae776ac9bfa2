import type { ReactNode } from "react";
import { activityKeys } from "#client/app/activity-keys.ts";
import { useT, type T } from "#client/app/i18n.tsx";
import { SaysChanges } from "#client/ui/index.ts";
import type { DayStage } from "./day-stage.ts";

function wordsOf(stage: DayStage, t: T): string {
  switch (stage.kind) {
    case "arrive":
      return t("exam.arriveTitle");
    case "waiting":
      return t("exam.saysWaiting");
    case "checkIn":
      return t("exam.saysCall");
    case "between":
      return t("exam.saysBetween", { activity: t(activityKeys[stage.next]) });
    case "activity":
      return t("exam.saysOpen", { activity: t(activityKeys[stage.run.activity]) });
    case "elsewhere":
      return t("exam.saysSeat");
    case "station":
      return t("exam.saysStation");
    case "ready":
      return t("exam.saysReady");
    case "finished":
      return t("exam.saysFinished");
    case "stopped":
      return t("exam.saysStopped");
    case "absent":
      return t("exam.saysAbsent");
  }
}

/** The day goes on by itself: whoever does not see the page change is told, once, and never on arrival. */
export function DaySays({ stage }: { readonly stage: DayStage }): ReactNode {
  const t = useT();
  return <SaysChanges words={wordsOf(stage, t)} data-testid="day-says" />;
}
