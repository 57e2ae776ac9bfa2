import "#client/ui/styles.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { Providers } from "#client/app/providers.tsx";
import { router } from "#client/app/routes.tsx";
import { restoreTheme } from "#client/ui/index.ts";

restoreTheme();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
