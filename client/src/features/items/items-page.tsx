import { useState, type ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { formItems } from "#shared/protocol/items.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, PageHeader } from "#client/ui/index.ts";
import type { FormItems, Item } from "./form-items.ts";
import { ItemTable } from "./item-table.tsx";
import { VoidDialog } from "./void-dialog.tsx";

/** How the reading items of each form behaved, and the way to void one. */
export function ItemsPage(): ReactNode {
  const t = useT();
  const forms = useRoute(formItems, {});
  const [voiding, setVoiding] = useState<{ readonly form: FormItems; readonly item: Item }>();
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("items.title")}
        lead={t("items.lead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={forms} look="table">
        {({ forms: shown, enoughPeople }) =>
          shown.length === 0 ? (
            <EmptyState title={t("items.empty")}>{t("items.emptyNext")}</EmptyState>
          ) : (
            shown.map((form) => (
              <section key={form.formId} className="stack">
                <h2>
                  {`${form.code} v${form.version} · `}
                  <span lang={languageTag(form.language)}>{form.title}</span>
                </h2>
                <ItemTable
                  form={form}
                  enoughPeople={enoughPeople}
                  onVoid={(item) => setVoiding({ form, item })}
                />
              </section>
            ))
          )
        }
      </Fetched>
      {voiding && <VoidDialog {...voiding} onClose={() => setVoiding(undefined)} />}
    </div>
  );
}
