import type { ReactNode } from "react";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { useT } from "#client/app/i18n.tsx";
import { letterOf } from "./letters.ts";
import styles from "./kit.module.css";

/** One question on paper; options have the letters under which staff key them in. */
export function PrintedItem({ item }: { readonly item: ReadingItem }): ReactNode {
  const t = useT();
  return (
    <>
      <p>
        <strong>{item.prompt}</strong>
      </p>
      {answerOf(item, t)}
    </>
  );
}

function answerOf(item: ReadingItem, t: ReturnType<typeof useT>): ReactNode {
  switch (item.type) {
    case "SINGLE_CHOICE":
      return <Boxes how={t("inperson.kitSingle")} choices={item.options} />;
    case "MULTIPLE_CHOICE":
      return <Boxes how={t("inperson.kitMultiple")} choices={item.options} />;
    case "TRUE_FALSE":
      return <Truth />;
    case "TRUE_FALSE_JUSTIFIED":
      return (
        <>
          <Truth />
          <p>{t("inperson.kitJustify", { max: item.maxLength })}</p>
          <div className={styles.line} aria-hidden="true" />
        </>
      );
    case "MATCHING":
      return (
        <>
          <p>{t("inperson.kitMatching")}</p>
          <div className={styles.two}>
            <ol>
              {item.left.map(({ id, text }) => (
                <li key={id}>
                  {text} <span className={styles.write} />
                </li>
              ))}
            </ol>
            <Lettered choices={item.right} />
          </div>
        </>
      );
    case "ORDERING":
      return (
        <>
          <p>{t("inperson.kitOrdering")}</p>
          <Lettered choices={item.entries} />
          <p>
            {item.entries.map(({ id }, index) => (
              <span key={id}>
                {index + 1}. <span className={styles.write} />{" "}
              </span>
            ))}
          </p>
        </>
      );
    case "GAP_FILL":
      return (
        <>
          <p>{t("inperson.kitGaps")}</p>
          <p>
            {item.segments.map((segment, index) => (
              <span key={segment}>
                {segment}
                {index < item.segments.length - 1 && (
                  <>
                    ({index + 1}) <span className={styles.write} />
                  </>
                )}
              </span>
            ))}
          </p>
          <Lettered choices={item.bank} />
        </>
      );
    case "SHORT_ANSWER":
      return (
        <>
          <p>{t("inperson.kitShort")}</p>
          <div className={styles.line} aria-hidden="true" />
        </>
      );
  }
}

function Truth(): ReactNode {
  const t = useT();
  return (
    <p>
      <span className={styles.truth}>
        <span className={styles.box} />
        {t("inperson.trueAnswer")}
      </span>
      <span className={styles.box} />
      {t("inperson.falseAnswer")}
    </p>
  );
}

type Choice = { readonly id: string; readonly text: string };

function Boxes({ how, choices }: { readonly how: string; readonly choices: readonly Choice[] }): ReactNode {
  return (
    <>
      <p>{how}</p>
      <ul className={styles.choices}>
        {choices.map(({ id, text }, index) => (
          <li key={id}>
            <span className={styles.box} />
            {letterOf(index)}. {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function Lettered({ choices }: { readonly choices: readonly Choice[] }): ReactNode {
  return (
    <ul className={styles.choices}>
      {choices.map(({ id, text }, index) => (
        <li key={id}>
          {letterOf(index)}. {text}
        </li>
      ))}
    </ul>
  );
}
