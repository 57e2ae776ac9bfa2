import type { ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { openItems } from "#shared/protocol/items.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { LinkButton } from "#client/ui/index.ts";

/** Questions whose answers wait for a person. Nothing at all when there are none. */
export function OpenItems(): ReactNode {
  const t = useT();
  const items = useRoute(openItems, {}, { pollMs: 30_000 }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("marking.openItems")}</h2>
      <p className="quiet">{t("marking.openItemsIntro")}</p>
      <ul className="stack">
        {items.map(({ formId, itemId, language, prompt, waiting }) => (
          <li key={`${formId}${itemId}`} className="row row-between">
            <span>
              <span lang={languageTag(language)}>{prompt}</span>{" "}
              <span className="quiet small">{t("marking.openItemWaiting", { count: waiting })}</span>
            </span>
            <LinkButton
              href={`/correction/questions/${formId}/${encodeURIComponent(itemId)}`}
              size="small"
              aria-label={t("marking.openItemOpenNamed", { prompt })}
            >
              {t("marking.openItemOpen")}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
