import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useParams } from "react-router";
import { languageTag } from "#shared/i18n/locale.ts";
import { markOpenAnswer, openItem, openItems } from "#shared/protocol/items.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Disclosure, EmptyState, PageHeader } from "#client/ui/index.ts";
import styles from "./script-page.module.css";

/** The answers to one question, one after the other, each judged once for everybody who gave it. */
export function OpenItemPage(): ReactNode {
  const t = useT();
  const { formId = "", itemId = "" } = useParams();
  const params = { formId, itemId };
  const item = useRoute(openItem, { params });
  const give = useChange(markOpenAnswer, [openItem, openItems]);
  const list = useRef<HTMLOListElement>(null);

  const judge = (answer: string, points: number): void =>
    give.mutate(
      { params, body: { answer, points } },
      // The next answer takes the place of the one that was judged, and with it the focus.
      { onSettled: () => requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li button")?.focus()) },
    );
  const handleKey = (event: KeyboardEvent, answer: string, max: number): void => {
    const points = Number(event.key);
    // With one of these keys a digit is the browser's: it goes to another tab.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat || event.key.trim() === "" || !Number.isInteger(points) || points > max || give.isPending) return;
    event.preventDefault();
    judge(answer, points);
  };

  return (
    <div className="stack-loose">
      <PageHeader title={t("marking.openItemTitle")} backHref="/correction" backLabel={t("marking.backToQueue")} />
      <Fetched query={item}>
        {({ language, prompt, accepted, max, source, answers }) => (
          <div className="stack-loose">
            <section className="stack">
              <p className="exam-text" lang={languageTag(language)}>
                {prompt}
              </p>
              <p>
                <span className="quiet">{t("marking.openItemAccepted")}</span> · <span lang={languageTag(language)}>{accepted.join(" / ")}</span>
              </p>
              <Disclosure
                summary={
                  <>
                    {t("marking.openItemSource")} · <span lang={languageTag(language)}>{source.title}</span>
                  </>
                }
              >
                <div className="stack" lang={languageTag(language)}>
                  {source.paragraphs.map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                  ))}
                </div>
              </Disclosure>
            </section>
            <section className="stack">
              <h2>{t("marking.openItemAnswers")}</h2>
              <RefusalNotice error={give.error} />
              {answers.length === 0 ? (
                <EmptyState title={t("marking.openItemDone")}>{t("marking.openItemDoneNext")}</EmptyState>
              ) : (
                <>
                  <p className="quiet small">{t("marking.openItemKeys", { max })}</p>
                  <ol ref={list} className={styles.answers}>
                    {answers.map(({ answer, sample }) => (
                      <li key={answer} className="row row-between">
                        <span className="exam-text" lang={languageTag(language)}>
                          {sample}
                        </span>
                        <span className="row">
                          {Array.from({ length: max + 1 }, (_none, points) => (
                            <Button
                              key={points}
                              size="small"
                              isBusy={give.isPending && give.variables.body.answer === answer}
                              aria-label={t("marking.openItemGive", { points, answer: sample })}
                              onKeyDown={(event) => handleKey(event, answer, max)}
                              onClick={() => judge(answer, points)}
                            >
                              {t("marking.openItemPoints", { points })}
                            </Button>
                          ))}
                        </span>
                      </li>
                    ))}
                  </ol>
                </>
              )}
            </section>
          </div>
        )}
      </Fetched>
    </div>
  );
}
