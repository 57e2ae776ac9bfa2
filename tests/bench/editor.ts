import { chromium, type CDPSession } from "@playwright/test";
import { operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { demonstrationDay } from "#tests/e2e/support/callers.ts";
import { say } from "#tests/e2e/support/say.ts";
import { startServer } from "#tests/e2e/support/server.ts";
import { shareWhenAsked } from "#tests/e2e/support/share-screen.ts";
import { play } from "#tests/support/day.ts";
import { median, type Figure } from "./figures.ts";

const keys = 300;
const words = 1_000;
const betweenKeysMs = 70;

// In the page. The first task after a frame: it has been handed over by then.
const watchKeys = `
  globalThis.times = [];
  document.addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => times.push(performance.now() - timeStamp);
    port2.postMessage(null);
  }), true);`;

/**
 * Somebody types into a text of a thousand words, saving on: from the key press, as the browser stamps it, until the
 * frame that shows the letter has been produced. The frame rate is set free, so that the wait for the screen's next
 * refresh, which no program can shorten, is not part of the figure.
 */
export async function measureEditor(executablePath: string): Promise<Figure[]> {
  const server = await startServer();
  const browser = await chromium.launch({
    executablePath,
    // Whoever writes at home is supervised: camera, microphone and screen are part of what the page does meanwhile.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--disable-background-networking", "--disable-gpu-vsync", "--disable-frame-rate-limit"],
  });
  try {
    const day = await demonstrationDay(server, "ONLINE");
    await play(day, "WRITING");
    const [person] = day.sitters;
    if (!person) throw new Error("The session has nobody.");
    const { caller, sittingId } = person;
    const { runs } = await caller.must(mySitting, { params: { sittingId } });
    const runId = runs.find(({ activity }) => activity === "WRITING")?.runId ?? "";
    const text = Array.from({ length: words }, (_none, index) => (index % 60 === 59 ? "fin.\n" : "mots")).join(" ");
    const { leaseEpoch } = await caller.must(takeLease, { params: { runId }, body: { clientId: "bench-00000000" } });
    const ops = [{ seq: 1, key: textKey, value: text, hash: operationHash({ key: textKey, value: text }, sha256Hex) }];
    await caller.must(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId: "bench-00000000", from: 1, ops } });

    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
    const [name = "", value = ""] = caller.cookie.split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    await shareWhenAsked(page);
    await page.goto(`/seance/${sittingId}`);
    const editor = page.getByRole("textbox", { name: say("exam.yourText") });
    await editor.press("ControlOrMeta+End");
    await page.evaluate(watchKeys);
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable");
    const before = await workDone(session);
    await page.keyboard.type("la suite du texte ".repeat(Math.ceil(keys / 18)).slice(0, keys), { delay: betweenKeysMs });
    await page.waitForTimeout(500);
    const after = await workDone(session);
    const perKey = (...parts: (keyof typeof after)[]): string =>
      `${((parts.reduce((sum, part) => sum + after[part] - before[part], 0) * 1000) / keys).toFixed(2)} ms`;
    const times = await page.evaluate<number[]>("times");
    const sorted = times.toSorted((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    const how = `${times.length} keys into a text of ${words} words, saving on, one key each ${betweenKeysMs} ms, frame rate not limited`;
    return [
      { name: "Editor: key press to paint, median", value: `${median(times).toFixed(1)} ms`, how },
      { name: "Editor: key press to paint, p95", value: `${p95.toFixed(1)} ms`, target: "≤ 16 ms", how },
      {
        name: "Editor: main thread per key press",
        value: perKey("ScriptDuration", "LayoutDuration", "RecalcStyleDuration"),
        how: `what the page does meanwhile, saving included, divided by the keys: script ${perKey("ScriptDuration")}, layout ${perKey("LayoutDuration")}, styles ${perKey("RecalcStyleDuration")}; frames that a free frame rate draws again are left out`,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** What the page's main thread has worked so far, in seconds: waiting for anything else is no part of it. */
async function workDone(session: CDPSession) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    ScriptDuration: of("ScriptDuration"),
    LayoutDuration: of("LayoutDuration"),
    RecalcStyleDuration: of("RecalcStyleDuration"),
  };
}
