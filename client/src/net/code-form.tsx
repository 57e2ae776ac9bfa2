import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { normalStationCode, stationCodeLength } from "#shared/domain/paper/station-code.ts";
import { RefusalNotice } from "./refusal.tsx";
import { Button, Card, TextField } from "#client/ui/index.ts";

export interface CodeFormProps {
  readonly label: string;
  readonly hint: string;
  readonly submitLabel: string;
  /** A code that came with the page's address: the keyboard then stays at the heading. */
  readonly code?: string;
  /** What is read before the code is given. */
  readonly children?: ReactNode;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
}

/** A code of eight signs from a slip or another screen, which lets a device in. */
export function CodeForm({
  label,
  hint,
  submitLabel,
  code: given = "",
  children,
  error,
  isPending,
  onCode,
}: CodeFormProps): ReactNode {
  const [code, setCode] = useState(given);
  const field = useRef<HTMLInputElement>(null);
  // Where it is the only thing to do on its page.
  const isAlone = children === undefined;
  useEffect(() => {
    if (isAlone) field.current?.focus();
  }, [isAlone]);
  const isComplete = normalStationCode(code).length === stationCodeLength;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete) onCode(code);
  };
  return (
    <Card>
      <form className="stack" onSubmit={submit}>
        {children}
        <TextField
          ref={field}
          label={label}
          hint={hint}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
        />
        <RefusalNotice error={error} />
        <div className="row">
          <Button type="submit" variant="primary" size="large" isBusy={isPending} disabled={!isComplete}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Card>
  );
}
