import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, ErrorNotice, LinkButton, Skeleton } from "#client/ui/index.ts";
import { errors } from "#shared/i18n/fr/errors.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";
import { CallError } from "./http.ts";

/** How refusals are said: one sentence per code, with what to do next. */

type ErrorKey = Extract<ClientMessageKey, `errors.${string}`>;
const isErrorKey = (key: string): key is ErrorKey => Object.hasOwn(errors, key);

/** `const say = useRefusal(); say(error)` → the sentence of its code. */
export function useRefusal(): (error: unknown) => string {
  const t = useT();
  return useCallback(
    (error) => {
      const key = `errors.${error instanceof CallError ? error.code : "SURPRISE"}`;
      return t(isErrorKey(key) ? key : "errors.SURPRISE");
    },
    [t],
  );
}

/** Whoever was signed out comes back to the page on which they were. */
export const signInPath = (): string => `/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`;

/** Out of the exam and its rooms nobody is led: one enters in another tab, and what waits on this page goes on. */
export function SignInLink(): ReactNode {
  const t = useT();
  // An exam and its rooms, or a call whose sound is not sent yet.
  const isDay = /^\/(seance|bureau|incidents)\/./.test(location.pathname);
  return (
    <LinkButton {...(isDay ? { href: "/connexion", target: "_blank", rel: "noopener" } : { href: signInPath() })}>
      {t("common.signInLink")}
    </LinkButton>
  );
}

/**
 * A refusal in place, with the reference code of a surprise, a way in for whoever was signed out and a way to try again.
 * Nothing when there is no error.
 */
export function RefusalNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const t = useT();
  const say = useRefusal();
  if (!error) return null;
  const { reference, code } = error instanceof CallError ? error : {};
  const actions = (
    <>
      {code === "NOT_SIGNED_IN" && <SignInLink />}
      {onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>}
    </>
  );
  return (
    <ErrorNotice
      title={say(error)}
      {...(reference ? { referenceLabel: t("common.reference"), reference } : {})}
      {...(onRetry || code === "NOT_SIGNED_IN" ? { actions } : {})}
    />
  );
}

/** Loading, refused or there: the three faces of every page that fetches. Stale data stays visible while it refetches. */
export function Fetched<T>({
  query,
  look = "card",
  children,
}: {
  readonly query: UseQueryResult<T, CallError>;
  readonly look?: "text" | "card" | "table";
  readonly children: (data: T) => ReactNode;
}): ReactNode {
  const t = useT();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <RefusalNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton label={t("common.loading")} look={look} />;
}
