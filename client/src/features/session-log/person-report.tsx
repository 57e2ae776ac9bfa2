import type { ReactNode } from "react";
import { identityGround } from "#shared/domain/identity/identity-check.ts";
import { formatDuration, formatTime } from "#shared/i18n/dates.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";
import type { ReportContent } from "#shared/protocol/session-log.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Card } from "#client/ui/index.ts";
import styles from "./session-log.module.css";

type Person = ReportContent["people"][number];

/** What happened to one person, and nothing where nothing did. */
export function PersonReport({ person, timeZone }: { readonly person: Person; readonly timeZone: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const at = (instant: string): string => formatTime(locale, instant, timeZone);
  const seconds = (count: number): string => formatDuration(locale, count * 1000, "second");
  const given = person.credits.reduce((sum, credit) => sum + credit.seconds, 0);
  return (
    <Card className={styles.person ?? ""} title={person.name} aside={<span>{t(`desk.state.${person.state}`)}</span>}>
      <div className="stack">
        <p className="quiet">
          {person.activities
            .map(({ activity, state }) => `${t(`record.activity.${activity}`)} (${t(`desk.run.${state}`)})`)
            .join("\u00a0· ")}
        </p>
        <Lines
          title={t("record.identityChecks")}
          lines={person.identity.map(
            (one) =>
              `${at(one.at)}\u00a0· ${t(`identity.outcome.${one.outcome}`)}\u00a0· ${t(`identity.document.${identityGround(one.documentType, one.outcome)}`)}\u00a0· ${one.byName}`,
          )}
        />
        <Lines
          title={t("log.incidents")}
          lines={person.incidents.map((one) =>
            [
              at(one.at),
              `${one.code} ${t(codeWords[one.code])}`,
              t("incidents.severity", { severity: one.severity }),
              t(`incidents.state_${one.state}`),
              ...(one.effect ? [t(`incidents.effect_${one.effect}`)] : []),
              one.byName,
            ].join("\u00a0· "),
          )}
        />
        <Lines
          title={t("log.creditsOf", { duration: seconds(given) })}
          // What the server gives back by rule has its cause; a reason in words is a person's.
          lines={person.credits.map((one) =>
            [
              at(one.at),
              t(`record.activity.${one.activity}`),
              t(`record.cause.${one.cause}`),
              seconds(one.seconds),
              ...(one.byName === null ? [] : [one.reason, one.byName]),
            ]
              .filter((word) => word !== "")
              .join("\u00a0· "),
          )}
        />
        <Lines
          title={t("log.rechecks")}
          lines={person.rechecks.map((one) =>
            [at(one.at), one.isFaceWell && one.isRoomWell ? t("log.recheckWell") : one.note, one.byName].join("\u00a0· "),
          )}
        />
        <Lines
          title={t("log.resits")}
          lines={person.resits.map((one) =>
            one.activity ? t(`record.activity.${one.activity}`) : t("log.otherSession"),
          )}
        />
      </div>
    </Card>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
