import { useState, type FormEvent, type ReactNode } from "react";
import { incidentFile, incidentQueue, sittingIncidents } from "#shared/protocol/incidents.ts";
import { myIncidents } from "#shared/protocol/my-incidents.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, TextAreaField, type ButtonVariant } from "#client/ui/index.ts";

/** What is fetched again after an act on an incident. */
export const refreshed = [incidentFile, incidentQueue, sittingIncidents, myIncidents, sittingRecord, resultOf, resultList] as const;

export interface WordsFormProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly hint?: string;
  readonly maxLength: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** What the form asks for beside the words. */
  readonly children?: ReactNode;
  readonly isBlocked?: boolean;
  readonly areWordsOptional?: boolean;
  readonly acts: readonly {
    readonly label: string;
    readonly variant?: ButtonVariant;
    /** Without words as well. */
    readonly needsNoWords?: boolean;
    /** What is asked before it, where it cannot be undone. */
    readonly ask?: { readonly title: string; readonly text: string };
    readonly onAct: (words: string) => void;
  }[];
}

/** A card that asks for words and offers one act or two. */
export function WordsForm(props: WordsFormProps): ReactNode {
  const t = useT();
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState<WordsFormProps["acts"][number]>();
  const isEmpty = words.trim() === "";
  const blocked = (needsNoWords = false): boolean => (props.isBlocked ?? false) || (isEmpty && !needsNoWords);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = props.acts;
    if (first && !blocked(first.needsNoWords)) start(first);
  };
  const start = (act: WordsFormProps["acts"][number]): void => (act.ask ? setAsked(act) : act.onAct(words.trim()));
  const confirm = (): void => {
    setAsked(undefined);
    asked?.onAct(words.trim());
  };
  return (
    <Card title={props.title}>
      <form className="stack" onSubmit={submit}>
        <p>{props.text}</p>
        {props.children}
        <TextAreaField
          label={props.label}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
          {...(props.areWordsOptional ? { optionalLabel: t("common.optional") } : {})}
          rows={5}
          maxLength={props.maxLength}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <RefusalNotice error={props.error} />
        <div className="row">
          {props.acts.map((act, index) => (
            <Button
              key={act.label}
              type={index === 0 ? "submit" : "button"}
              variant={act.variant ?? (index === 0 ? "primary" : "secondary")}
              isBusy={props.isBusy}
              disabled={blocked(act.needsNoWords)}
              {...(index === 0 ? {} : { onClick: () => start(act) })}
            >
              {act.label}
            </Button>
          ))}
        </div>
      </form>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={asked?.ask?.title}
        confirmLabel={asked?.label ?? ""}
        cancelLabel={t("common.cancel")}
        onConfirm={confirm}
        onCancel={() => setAsked(undefined)}
      >
        <p>{asked?.ask?.text}</p>
      </ConfirmDialog>
    </Card>
  );
}
