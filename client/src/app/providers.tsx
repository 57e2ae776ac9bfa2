import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { me, publicConfig } from "#shared/protocol/accounts.ts";
import { I18nProvider, useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { LiveProvider } from "#client/net/live.tsx";
import { useRoute } from "#client/net/query.ts";
import { ToastProvider } from "#client/ui/index.ts";

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
  return <I18nProvider isEnglishAvailable={config.data?.hasEnglish ?? false}>{children}</I18nProvider>;
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
