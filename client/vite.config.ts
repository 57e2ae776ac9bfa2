import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The client is built into dist/client, which the server serves. `#client/*` and `#shared/*` come from package.json. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    sourcemap: false,
    // The two latest versions of each browser know light-dark(): nothing is rewritten for older ones.
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    // A data: URL would ask for a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/api": "http://localhost:3000",
      "/socket.io": { target: "http://localhost:3000", ws: true },
    },
  },
});
