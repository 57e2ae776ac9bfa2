import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Journeys in a real browser against a real server; nothing is timed, and every server is the test's own. */

const debianBrowsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = process.env["EPREUVE_CHROMIUM"] ?? debianBrowsers.find((path) => existsSync(path));

/** Pages whose tests no picture or voice of others can spoil: they share the machine. */
const beside = [
  "axe",
  "bad-input",
  "chaos",
  "directorate",
  "editor",
  "exam-browser",
  "exam-room",
  "exam-rules",
  "expiry",
  "forms-qti",
  "history",
  "incident",
  "journey-b",
  "keyboard",
  "last-notes",
  "late-answers",
  "listening",
  "lockdown",
  "marker-afternoon",
  "narrow-line",
  "new-date",
  "own-marks",
  "reading",
  "second-hearing",
  "signals",
  "voids",
  "writing",
  "zoom",
].map((name) => `**/${name}.spec.ts`);

/** Few windows that mostly wait, for a line that is cut or a node that freezes: two of them leave the processors idle still. */
const waiting = ["bare-room", "loss", "media-node", "never-shared", "relay"].map((name) => `**/${name}.spec.ts`);

const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // Each picture is coded once and decoded by everybody who sees it, by the processors that the pages need.
    "--use-fake-device-for-media-stream=fps=5",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
  ],
};

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "beside", testMatch: beside },
    { name: "waiting", testMatch: waiting },
    { name: "alone", testMatch: "**/*.spec.ts", testIgnore: [...beside, ...waiting] },
  ],
  outputDir: "../../test-results",
  // Two cores: rooms one after another, since two would starve each other of video frames.
  workers: 1,
  fullyParallel: false,
  // Four pictures at once on two cores: a machine that is busy elsewhere gets other chances where nobody watches.
  retries: process.env["CI"] ? 2 : 0,
  // Twice what any of them takes here: what never happens is told by its own wait, long before.
  timeout: 480_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions,
    contextOptions: { reducedMotion: "reduce" },
    // Every window would fetch the whole shell for itself, which takes as long as its test. Files in which a page is opened
    // without a server or a line allow it, the whole journey at home does, and those in which an exam browser signs each request.
    serviceWorkers: "block",
    locale: "fr-CA",
    timezoneId: "America/Toronto",
    viewport: { width: 1366, height: 860 },
    // Nobody looks longer than this for a button.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // A trace films every window; with four of them the filming is what makes them slow.
    trace: "off",
    screenshot: "only-on-failure",
    permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
  },
});
