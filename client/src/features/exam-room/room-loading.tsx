import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Skeleton } from "#client/ui/index.ts";
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
  const error = content.error ?? (answers.state === "refused" ? new CallError(answers.code) : null);
  return (
    <div className={styles.loading}>
      <p>{t(error ? "exam.openFailedTitle" : "exam.loading")}</p>
      {error ? (
        <RefusalNotice error={error} onRetry={() => void content.refetch()} />
      ) : (
        <Skeleton label={t("common.loading")} lines={8} />
      )}
    </div>
  );
}
