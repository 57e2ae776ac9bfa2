import type { ReactNode } from "react";
import type { importItems } from "#shared/protocol/forms.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { Notice, StateTag } from "#client/ui/index.ts";
import styles from "./forms.module.css";

/** File by file: what is now in the form, and what was understood otherwise or not at all. */
export function QtiReport({ report }: { readonly report: RouteAnswer<typeof importItems>["report"] }): ReactNode {
  const t = useT();
  const taken = report.filter((line) => line.taken !== null).length;
  const left = report.length - taken;
  return (
    <div className="stack">
      <Notice tone={taken === 0 || left > 0 ? "attention" : "success"} title={t("qti.taken", { count: taken })}>
        {left > 0 && <p>{t("qti.left", { count: left })}</p>}
        <p>{t(taken > 0 ? "qti.undo" : "qti.unchanged")}</p>
      </Notice>
      <ul className={styles.faults}>
        {report.map(({ file, title, taken: type, notes }, index) => (
          <li key={`${index}-${file}`} className={styles.fault}>
            <div className={styles.faultText}>
              <strong>{title || file}</strong>
              {title !== "" && <span className="quiet small">{` · ${file}`}</span>}
              {notes.length === 0 ? (
                <p className="quiet small">{t("qti.nothingLost")}</p>
              ) : (
                <ul>
                  {notes.map(({ code, what }) => (
                    <li key={`${code}-${what}`}>{t(`qti.note_${code}`, { what })}</li>
                  ))}
                </ul>
              )}
            </div>
            <StateTag tone={type === null ? "attention" : "success"} shape={type === null ? "hollow" : "full"}>
              {type === null ? t("qti.notTaken") : t(`forms.type_${type}`)}
            </StateTag>
          </li>
        ))}
      </ul>
    </div>
  );
}
