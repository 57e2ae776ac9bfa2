import type { ReactNode } from "react";
import { useParams } from "react-router";
import { formatDateTime } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { paperKit } from "#shared/protocol/paper.ts";
import { InLanguage, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, LinkButton } from "#client/ui/index.ts";
import { paperAddresses } from "./addresses.ts";
import { PrintedItem } from "./printed-item.tsx";
import styles from "./kit.module.css";

type Kit = RouteAnswer<typeof paperKit>;

/** The copy of somebody who writes by hand: the same case and the same questions as on screen, black on white. */
export function KitPage(): ReactNode {
  const t = useT();
  const { sittingId = "", activity } = useParams();
  const kit = useRoute(paperKit, { params: { sittingId, activity: activity === "redaction" ? "WRITING" : "READING" } });
  return (
    <Fetched query={kit}>
      {(data) => (
        <main>
          {/* The exam has one language, whichever the person who prints reads the interface in; nothing is printed before it. */}
          <InLanguage locale={data.language}>
            <div className={styles.toolbar}>
              <LinkButton href={paperAddresses.home}>{t("inperson.back")}</LinkButton>
              <Button variant="primary" onClick={() => print()}>
                {t("inperson.kitPrint")}
              </Button>
            </div>
            <Printed kit={data} />
          </InLanguage>
        </main>
      )}
    </Fetched>
  );
}

const lines = 22;

function Printed({ kit }: { readonly kit: Kit }): ReactNode {
  const t = useT();
  const { situation, document, items, writing } = kit;
  return (
    <article className={styles.kit} lang={kit.language}>
      <header className={styles.head}>
        <div>
          <strong>{t("inperson.kitName", { name: kit.name })}</strong>
          <div>{formatDateTime(kit.language, kit.startsAt, kit.timeZone, "long")}</div>
        </div>
        <div>{t("inperson.kitMinutes", { minutes: t("common.minutes", { count: kit.minutes }) })}</div>
      </header>
      <h1>
        {kit.title} · {t(kit.activity === "READING" ? "inperson.kitReading" : "inperson.kitWriting")}
      </h1>
      {writing && (
        <section>
          <h2>{t("inperson.kitTask")}</h2>
          <p>{writing.task}</p>
          <p>{t("inperson.kitRecipient", { recipient: writing.recipient })}</p>
          <p>{t("inperson.kitWords", { min: writing.minWords, max: writing.maxWords })}</p>
          <ul>
            {writing.instructions.map((instruction) => (
              <li key={instruction}>{instruction}</li>
            ))}
            <li>{t("room.noSignature")}</li>
          </ul>
        </section>
      )}
      <section>
        <h2>
          {t("inperson.kitSituation")} · {situation.title}
        </h2>
        {situation.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      <section>
        <h2>{t("inperson.kitDocument")}</h2>
        <h3>
          {document.kind} · {document.title}
        </h3>
        {document.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      {items.length > 0 && (
        <section className={styles.newPage}>
          <h2>{t("inperson.kitQuestions")}</h2>
          <ol className={styles.questions}>
            {items.map((item) => (
              <li key={item.id} className={styles.question}>
                <PrintedItem item={item} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {writing && (
        <section className={styles.newPage}>
          <p>{t("inperson.kitPages")}</p>
          {Array.from({ length: lines }, (_, line) => (
            <div key={line} className={styles.line} aria-hidden="true" />
          ))}
        </section>
      )}
    </article>
  );
}
