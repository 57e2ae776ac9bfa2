import { useState, type FormEvent, type ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import type { LogKind } from "#shared/domain/conduct/session-report.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { addLogEntry, readHandover, sessionLog } from "#shared/protocol/session-log.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Disclosure, EmptyState, Notice, RadioGroup, TextAreaField, useToast } from "#client/ui/index.ts";
import styles from "./session-log.module.css";

type Log = RouteAnswer<typeof sessionLog>;

/** Beside the people: what one's colleague noted, and what they leave to whoever follows. */
export function LogPanel({ sessionId }: { readonly sessionId: string }): ReactNode {
  const t = useT();
  const query = useRoute(sessionLog, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  if (query.data === undefined) return query.isError ? <RefusalNotice error={query.error} /> : null;
  return (
    <section className="stack" aria-label={t("log.title")}>
      <Handover sessionId={sessionId} log={query.data} />
      <Disclosure summary={t("log.title")}>
        <div className="stack">
          <EntryForm sessionId={sessionId} />
          <LogLines log={query.data} />
        </div>
      </Disclosure>
    </section>
  );
}

/** A hand-over stays in view until whoever follows says that they have read it. */
function Handover({ sessionId, log: { unread, timeZone } }: { readonly sessionId: string; readonly log: Log }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const read = useChange(readHandover, [sessionLog]);
  if (!unread) return null;
  return (
    <Notice
      tone="attention"
      role="status"
      title={t("log.handoverFrom", { name: unread.byName, at: formatTime(locale, unread.at, timeZone) })}
      actions={
        <Button
          isBusy={read.isPending}
          onClick={() => read.mutate({ params: { sessionId, entryId: unread.entryId } })}
        >
          {t("log.haveRead")}
        </Button>
      }
    >
      <p className={styles.text}>{unread.text}</p>
      <RefusalNotice error={read.error} />
    </Notice>
  );
}

function EntryForm({ sessionId }: { readonly sessionId: string }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [kind, setKind] = useState<LogKind>("NOTE");
  const [text, setText] = useState("");
  const add = useChange(addLogEntry, [sessionLog]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    add.mutate(
      { params: { sessionId }, body: { kind, text: text.trim() } },
      {
        onSuccess: () => {
          showToast(t(`log.added_${kind}`), "success");
          setText("");
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t("log.add")}>
      <RadioGroup
        legend={t("log.kind")}
        look="inline"
        value={kind}
        onChange={setKind}
        options={[
          { value: "NOTE", label: t("log.kind_NOTE") },
          { value: "HANDOVER", label: t("log.kind_HANDOVER") },
        ]}
      />
      <TextAreaField
        label={t("log.text")}
        hint={t("log.textHint")}
        rows={2}
        maxLength={1_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <RefusalNotice error={add.error} />
      <div className="row">
        <Button type="submit" disabled={text.trim() === ""} isBusy={add.isPending}>
          {t("log.add")}
        </Button>
      </div>
    </form>
  );
}

/** The newest first; a line about a person is the very line of that person's record. */
export function LogLines({ log: { lines, timeZone } }: { readonly log: Log }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (lines.length === 0) return <EmptyState title={t("log.empty")}>{t("log.emptyWhy")}</EmptyState>;
  const at = (instant: string): string => formatTime(locale, instant, timeZone);
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={"entryId" in line ? line.entryId : `${line.kind} ${line.at} ${"observation" in line ? line.observation.observationId : line.text}`}>
          <time dateTime={line.at}>{at(line.at)}</time>
          {line.kind === "OBSERVATION" ? (
            <ObservationWords line={line} />
          ) : (
            <span className={styles.text}>
              <strong>{t(`log.line_${line.kind}`)}</strong> {line.text}{" "}
              <span className="quiet small">
                {line.byName}
                {line.kind === "BROADCAST" && ` · ${t("desk.people", { count: line.people })}`}
                {line.kind === "HANDOVER" &&
                  ` · ${line.readBy.length === 0 ? t("log.notRead") : line.readBy.map((one) => t("log.readBy", { name: one.name, at: at(one.at) })).join(", ")}`}
              </span>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function ObservationWords({ line }: { readonly line: Extract<Log["lines"][number], { kind: "OBSERVATION" }> }): ReactNode {
  const t = useT();
  const { activity, category, kind, text, authorName } = line.observation;
  return (
    <span className={styles.text}>
      <strong>{line.name}</strong> {category === null ? t(`record.kind.${kind}`) : t(`record.category.${category}`)}
      {text !== null && ` · ${text}`}{" "}
      <span className="quiet small">
        {activity !== null && `${t(`record.activity.${activity}`)} · `}
        {authorName}
      </span>
    </span>
  );
}
