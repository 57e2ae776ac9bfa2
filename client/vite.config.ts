import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const worker = "service-worker.js";

/** Writes into the service worker which files make the shell, and the version that they are together. */
const shellList: Plugin = {
  name: "shell-list",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name !== worker && name !== "index.html").toSorted();
      const version = createHash("sha256");
      for (const name of [...files, "index.html"]) {
        const part = bundle[name];
        version.update(name).update(part?.type === "chunk" ? part.code : (part?.source ?? ""));
      }
      const chunk = bundle[worker];
      if (chunk?.type !== "chunk") throw new Error("The service worker was not built.");
      const list = [version.digest("hex").slice(0, 16), "/layers.css", ...files.map((name) => `/${name}`)];
      chunk.code = chunk.code.replaceAll("__SHELL__", JSON.stringify(list));
    },
  },
};

/** The client is built into dist/client, which the server serves. `#client/*` and `#shared/*` come from package.json. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), shellList],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    sourcemap: false,
    // The two latest versions of each browser know light-dark(): nothing is rewritten for older ones.
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    // A data: URL would ask for a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: `${import.meta.dirname}/index.html`,
        "service-worker": `${import.meta.dirname}/src/shell/service-worker.ts`,
      },
      output: {
        // What many pages share is one file: a page was sixty small ones, each of them a question to the server.
        codeSplitting: { groups: [{ name: "base", minShareCount: 16 }] },
        // Its address is the same for every version: the browser asks there for the next one.
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? worker : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    proxy: {
      "/api": "http://localhost:3000",
      "/socket.io": { target: "http://localhost:3000", ws: true },
    },
  },
});
