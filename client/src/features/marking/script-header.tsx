import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import type { BlindScriptView, BlindTaskView } from "#shared/protocol/marking.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { PageHeader } from "#client/ui/index.ts";
import { officeTimeZone } from "./office-time.ts";

export interface ScriptHeaderProps {
  readonly script: BlindScriptView;
  readonly taskId: string;
  readonly tasks: readonly BlindTaskView[];
  readonly markedToday: number;
  readonly neededPerDay: number;
}

/** The code, the place in the queue, the pace, the deadline. */
export function ScriptHeader({ script, taskId, tasks, markedToday, neededPerDay }: ScriptHeaderProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const position = tasks.findIndex((task) => task.taskId === taskId) + 1;
  const due = t("marking.due", { date: formatDate(locale, script.dueAt, officeTimeZone, "long") });
  return (
    <PageHeader
      title={t("marking.script", { code: script.blindCode })}
      backHref="/correction"
      backLabel={t("marking.backToQueue")}
      lead={
        position > 0
          ? [
              t("marking.position", { position, total: tasks.length }),
              t("marking.pace", { done: markedToday, needed: neededPerDay }),
              due,
            ].join(" · ")
          : due
      }
    />
  );
}
