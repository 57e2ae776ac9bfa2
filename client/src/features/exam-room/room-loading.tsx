import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, Skeleton } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";
import type { RunAnswers } from "./use-run-answers.ts";

/** Until the content is there and the lease is held, nothing may be typed. */
export function RoomLoading({
  content,
  answers,
}: {
  readonly content: UseQueryResult<unknown, CallError>;
  readonly answers: RunAnswers;
}): ReactNode {
  const t = useT();
  const isRefused = content.error !== null || answers.state === "refused";
  return (
    <div className={styles.loading}>
      <p>{t(isRefused ? "exam.openFailedTitle" : "exam.loading")}</p>
      {content.error ? (
        <RefusalNotice error={content.error} onRetry={() => void content.refetch()} />
      ) : answers.state === "refused" ? (
        <OpenRefused answers={answers} onRetry={() => void content.refetch()} />
      ) : (
        <Skeleton label={t("common.loading")} lines={8} />
      )}
    </div>
  );
}

/** Why nothing may be typed yet. It is tried again by itself; past a device that cannot be read only the person goes. */
export function OpenRefused({
  answers: { code, openAnyway },
  onRetry,
}: {
  readonly answers: Extract<RunAnswers, { state: "refused" }>;
  readonly onRetry?: () => void;
}): ReactNode {
  const t = useT();
  if (code !== "DEVICE_UNREADABLE") return <RefusalNotice error={new CallError(code)} {...(onRetry ? { onRetry } : {})} />;
  return (
    <Notice
      tone="attention"
      title={t("room.unreadableTitle")}
      actions={<Button onClick={openAnyway}>{t("room.unreadableOpen")}</Button>}
    >
      <p>{t("room.unreadableText")}</p>
      <p>{t("room.unreadableOtherwise")}</p>
    </Notice>
  );
}
