import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { me, publicConfig } from "#shared/protocol/accounts.ts";
import { I18nProvider, useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { LiveProvider } from "#client/net/live.tsx";
import { useRoute } from "#client/net/query.ts";
import { ToastProvider } from "#client/ui/index.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";

const englishKey = "epreuve.has-english";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer: asking again would not change it. A dead network is asked again, calmly.
      retry: (count, error) => error instanceof CallError && error.code === "OFFLINE" && count < 3,
      staleTime: 5_000,
      // The browser's guess about the network is often wrong; the server's answer is not.
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      {/* The first two questions come before the socket is known to be wanted. */}
      <LiveProvider isSignedIn={false}>
        <Language>
          <Signed>{children}</Signed>
        </Language>
      </LiveProvider>
    </QueryClientProvider>
  );
}

function Language({ children }: { readonly children: ReactNode }): ReactNode {
  const config = useRoute(publicConfig, {});
  const hasEnglish = config.data?.hasEnglish;
  // Our own screen without a server speaks the language that was spoken before.
  useEffect(() => {
    if (hasEnglish !== undefined) writeStored(englishKey, hasEnglish ? "true" : null);
  }, [hasEnglish]);
  const isEnglishAvailable = hasEnglish ?? readStored(englishKey) === "true";
  return <I18nProvider isEnglishAvailable={isEnglishAvailable}>{children}</I18nProvider>;
}

function Signed({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useT();
  const account = useRoute(me, {});
  return (
    <LiveProvider isSignedIn={Boolean(account.data?.account)}>
      <ToastProvider dismissLabel={t("common.close")}>{children}</ToastProvider>
    </LiveProvider>
  );
}
