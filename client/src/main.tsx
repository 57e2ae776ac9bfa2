import "#client/ui/styles.ts";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { AppFrame } from "#client/app/app-frame.tsx";
import { I18nProvider, useT } from "#client/app/i18n.tsx";
import { LinkButton, PageHeader, restoreTheme, Skeleton, ToastProvider } from "#client/ui/index.ts";

const StyleGuide = lazy(() => import("#client/app/style-guide.tsx"));

/** Holds the place of the routes, which the lead writes. */
function Placeholder() {
  const t = useT();
  return (
    <ToastProvider dismissLabel={t("common.close")}>
      <Page />
    </ToastProvider>
  );
}

function Page() {
  const t = useT();
  if (location.pathname === "/style-guide") {
    return (
      <Suspense fallback={<Skeleton label={t("common.loading")} look="card" />}>
        <StyleGuide />
      </Suspense>
    );
  }
  return (
    <AppFrame onHelp={() => {}} width="narrow">
      <PageHeader title={t("common.product")} />
      <LinkButton href="/style-guide">/style-guide</LinkButton>
    </AppFrame>
  );
}

restoreTheme();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <I18nProvider isEnglishAvailable>
      <Placeholder />
    </I18nProvider>
  </StrictMode>,
);
