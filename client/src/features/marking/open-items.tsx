import type { ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { openItems } from "#shared/protocol/items.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { LinkButton } from "#client/ui/index.ts";

/** Questions whose answers wait for a person. Nothing at all when there are none; a list that did not come says so. */
export function OpenItems(): ReactNode {
  const asked = useRoute(openItems, {}, { pollMs: 30_000 });
  return (
    <Fetched query={asked} look="text">
      {({ items }) => (items.length === 0 ? null : <Items items={items} />)}
    </Fetched>
  );
}

function Items({ items }: Pick<RouteAnswer<typeof openItems>, "items">): ReactNode {
  const t = useT();
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
