import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import type { FormDraftView } from "./use-form-draft.ts";

/** Who wrote, and what was decided about it until now. */
export function DraftHistory({ view }: { readonly view: FormDraftView }): ReactNode {
  const t = useT();
  const { dateTime } = useDates();
  return (
    <section className="stack">
      <h2>{t("forms.history")}</h2>
      <p>{t("forms.writtenBy", { names: view.authors.join(", ") })}</p>
      <ul>
        {view.acts.map(({ kind, by, at, reason }) => (
          <li key={`${kind}-${at}`}>
            {t(`forms.act_${kind}`, { name: by, at: dateTime(at) })}
            {reason !== "" && (
              <>
                {" "}
                <q>{reason}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
