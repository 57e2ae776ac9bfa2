import "#client/ui/styles.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "#client/app/providers.tsx";
import { AppRoutes } from "#client/app/routes.tsx";
import { keepShell } from "#client/net/keep-shell.ts";
import { restoreTheme } from "#client/ui/index.ts";

restoreTheme();
keepShell();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <Providers>
      <AppRoutes />
    </Providers>
  </StrictMode>,
);
