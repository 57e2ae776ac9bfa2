import { useState, type ReactNode } from "react";
import { enterMicrophone } from "#shared/protocol/table-microphones.ts";
import { CodeForm } from "#client/net/code-form.tsx";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { Button, Card, Notice, PageHeader, StateTag } from "#client/ui/index.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import { useTableMicrophone } from "./use-table-microphone.ts";

const storageKey = "epreuve.table-microphone";

/** A device of the centre that lies on a table: a code, then nothing to press. A reload goes straight back in. */
export function MicrophonePage(): ReactNode {
  const t = useT();
  const [token, setToken] = useState(() => readStored(storageKey) ?? "");
  const keep = (given: string): void => {
    writeStored(storageKey, given);
    setToken(given);
  };
  return (
    <div className="stack-loose">
      <PageHeader title={t("rooms.tableMicrophone")} lead={t("rooms.tableMicrophoneLead")} />
      {token === "" ? <Entering onEntered={keep} /> : <Microphone token={token} onOver={() => keep("")} />}
    </div>
  );
}

function Entering({ onEntered }: { readonly onEntered: (token: string) => void }): ReactNode {
  const t = useT();
  const enter = useChange(enterMicrophone);
  return (
    <CodeForm
      label={t("rooms.tableCode")}
      hint={t("rooms.tableCodeHint")}
      submitLabel={t("rooms.tableEnter")}
      error={enter.error}
      isPending={enter.isPending}
      onCode={(code) => enter.mutate({ body: { code } }, { onSuccess: ({ token }) => onEntered(token) })}
    />
  );
}

function Microphone({ token, onOver }: { readonly token: string; readonly onOver: () => void }): ReactNode {
  const t = useT();
  const { device, connection, name, isRecorded, isSpeaking, retry } = useTableMicrophone(token);
  if (connection === "closed")
    return (
      <Notice title={t("rooms.tableOver")} actions={<Button onClick={onOver}>{t("rooms.tableAnother")}</Button>} />
    );
  return (
    <Card title={name === "" ? t("common.loading") : t("rooms.tableOf", { name })}>
      <DeviceNotice kind="microphone" device={device} onRetry={retry} />
      {connection === "superseded" && <Notice tone="attention" title={t("rooms.tableSuperseded")} />}
      {connection === "reconnecting" && (
        <Notice tone="attention" title={t("rooms.reconnecting")}>
          {t("rooms.reconnectingHelp")}
        </Notice>
      )}
      <p role="status" data-testid="recording" data-state={isRecorded ? "ON" : "OFF"}>
        <StateTag shape={isRecorded ? "full" : "hollow"}>
          {t(isRecorded ? "rooms.recording.ON" : "rooms.recording.OFF")}
        </StateTag>
      </p>
      <p>
        <StateTag tone={isSpeaking ? "success" : "neutral"} shape={isSpeaking ? "full" : "hollow"}>
          {t(isSpeaking ? "rooms.tableHears" : "rooms.tableQuiet")}
        </StateTag>
      </p>
    </Card>
  );
}
