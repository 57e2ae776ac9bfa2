import type { Browser, Page } from "@playwright/test";
import { currentDisconnectionVersion, disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import { resumeSittings } from "#shared/protocol/conduct.ts";
import { answerHelpCall, outstandingHelpCalls } from "#shared/protocol/messages.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { demonstrationDay, type DemonstrationDay } from "#tests/e2e/support/callers.ts";
import { say } from "#tests/e2e/support/say.ts";
import { startServer, type TestServer } from "#tests/e2e/support/server.ts";
import type { Caller } from "#tests/support/caller.ts";
import { play } from "#tests/support/day.ts";
import { median, type Figure } from "./figures.ts";

const rounds = 10;
/** Those who lose their camera in one round, one after another: two on one machine would wait for each other. */
const betweenPeopleMs = 2_000;

type Source = "share" | "camera";
interface Loss {
  /** Until the content is hidden, and until the board says that a person is called, beyond the policy's delay. */
  readonly hiddenMs: number;
  readonly calledMs: number;
}
interface Person {
  readonly page: Page;
  readonly sitter: DemonstrationDay["sitters"][number];
}

// In the candidate's page: their devices, as a hand on the plug would take them away and bring them back.
const holdDevices = `
  const media = navigator.mediaDevices;
  const held = { share: [], camera: [] };
  let isUnplugged = false;
  const open = media.getUserMedia.bind(media);
  media.getUserMedia = async (asked) => {
    if (isUnplugged && asked.video) throw new DOMException("Nothing is plugged in.", "NotFoundError");
    const stream = await open(asked);
    held.camera.push(...stream.getVideoTracks());
    return stream;
  };
  const share = media.getDisplayMedia.bind(media);
  media.getDisplayMedia = async (asked) => {
    const stream = await share(asked);
    held.share.push(...stream.getVideoTracks());
    return stream;
  };
  const isShown = () => document.getElementById("text")?.checkVisibility() ?? false;
  globalThis.lose = (source) => {
    isUnplugged = source === "camera";
    const at = Date.now();
    const last = held[source].at(-1);
    last.stop();
    last.dispatchEvent(new Event("ended"));
    globalThis.hidden = new Promise((resolve) => {
      const look = () => (isShown() ? requestAnimationFrame(look) : resolve(Date.now()));
      look();
    });
    return at;
  };
  globalThis.bringBack = () => {
    isUnplugged = false;
    media.dispatchEvent(new Event("devicechange"));
  };`;

// In the adviser's page: when the tile of somebody says that a person is called, or no longer says so.
const whenCalled = (name: string, isCalled: boolean): string => `new Promise((resolve) => {
  const look = () => {
    const tile = [...document.querySelectorAll("button")].find(({ textContent }) => textContent.startsWith(${JSON.stringify(name)}));
    if (tile?.textContent.includes(${JSON.stringify(say("desk.reason.HELP_CALLED"))}) === ${isCalled}) resolve(Date.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

/**
 * The people of the demonstration write at home and an adviser watches them. A share or a camera is taken away: from
 * that moment in the person's browser until their text is out of view, and until the adviser's tile of them says that a person is called;
 * what the policy lets pass before it acts is taken off. All pages run on one machine and share its clock.
 */
export async function measureHiding(browser: Browser): Promise<Figure[]> {
  const server = await startServer();
  try {
    const day = await demonstrationDay(server, "ONLINE");
    await play(day, "WRITING");
    const people: Person[] = [];
    for (const sitter of day.sitters) {
      const page = await openWindow(browser, server, sitter.caller);
      await page.addInitScript(holdDevices);
      await page.goto(`/seance/${sitter.sittingId}`);
      await page.getByRole("button", { name: say("watch.share"), exact: true }).click();
      await page.getByRole("textbox", { name: say("exam.yourText") }).waitFor();
      people.push({ page, sitter });
    }
    const board = await openWindow(browser, server, day.advisers[0]);
    await board.goto(`/bureau/${day.sessionId}`);
    await board
      .getByTestId("watched-picture")
      .nth(people.length - 1)
      .waitFor({ timeout: 60_000 });

    const { shareSeconds, deviceSeconds } = disconnectionPolicy(currentDisconnectionVersion);
    const shares: Loss[] = [];
    const cameras: Loss[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const person of people) shares.push(await lose(day, board, person, "share", shareSeconds));
      cameras.push(
        ...(await Promise.all(
          people.map(async (person, index) => {
            await new Promise((resolve) => setTimeout(resolve, index * betweenPeopleMs));
            return lose(day, board, person, "camera", deviceSeconds);
          }),
        )),
      );
    }
    return [
      ...figuresOf("Shared screen lost", shares, shareSeconds),
      ...figuresOf("Camera lost", cameras, deviceSeconds),
    ];
  } finally {
    await server.stop();
  }
}

async function openWindow(browser: Browser, server: TestServer, { cookie }: Caller): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "fr-CA",
    viewport: { width: 1366, height: 768 },
    permissions: ["camera", "microphone"],
  });
  server.onStop(() => context.close());
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  return context.newPage();
}

/** One loss, and everything as it was before. */
async function lose(
  day: DemonstrationDay,
  board: Page,
  person: Person,
  source: Source,
  delaySeconds: number,
): Promise<Loss> {
  const { page, sitter } = person;
  // A call that is still open from a loss before would be taken for this one.
  await board.evaluate(whenCalled(sitter.name, false));
  const called = board.evaluate<number>(whenCalled(sitter.name, true));
  const lostAt = await page.evaluate<number>(`lose("${source}")`);
  const [hiddenAt, calledAt] = await Promise.all([page.evaluate<number>("hidden"), called]);
  // The share is asked for by the page; whoever looks after these windows presses.
  await page.evaluate("bringBack()");
  await goOn(day, person);
  const beyond = (at: number): number => at - lostAt - delaySeconds * 1000;
  return { hiddenMs: beyond(hiddenAt), calledMs: beyond(calledAt) };
}

/** Until the person writes again; after several cuts an adviser decides so, and answers the call that asked for it. */
async function goOn(day: DemonstrationDay, { page, sitter: { caller, sittingId, name } }: Person): Promise<void> {
  const until = Date.now() + 60_000;
  const share = page.getByRole("button", { name: say("watch.share"), exact: true });
  const isBack = async (): Promise<boolean> => {
    if (await share.isVisible()) await share.click();
    const { runs, state } = await caller.must(mySitting, { params: { sittingId } });
    if (state === "INTERRUPTED") {
      await day.advisers[0].call(resumeSittings, {
        params: { sessionId: day.sessionId },
        body: { sittingIds: [sittingId] },
      });
      return false;
    }
    const isRunning = runs.some(({ activity, state: run }) => activity === "WRITING" && run === "OPEN");
    return isRunning && page.getByRole("textbox", { name: say("exam.yourText") }).isVisible();
  };
  while (!(await isBack())) {
    if (Date.now() > until) throw new Error(`${name} does not write again within a minute.`);
    await page.waitForTimeout(500);
  }
  const { calls } = await day.advisers[0].must(outstandingHelpCalls, {});
  for (const { helpCallId, sittingId: of } of calls)
    if (of === sittingId) await day.advisers[0].call(answerHelpCall, { params: { helpCallId }, body: { text: "D’accord." } });
  // A device that comes back and goes at once would be one event for whoever watches.
  await page.waitForTimeout(2_000);
}

function figuresOf(what: string, losses: readonly Loss[], delaySeconds: number): Figure[] {
  const rows = [
    { until: "until the content is hidden", times: losses.map(({ hiddenMs }) => hiddenMs) },
    { until: "until the adviser’s board calls a person", times: losses.map(({ calledMs }) => calledMs) },
  ];
  return rows.map(({ until, times }) => ({
    name: `${what} ${until}, median and p95`,
    value: `${Math.round(median(times))} ms, ${Math.round(percentile95(times))} ms`,
    target: "p95 < 1 000 ms",
    how: `beyond the policy’s delay of ${delaySeconds} s, ${times.length} losses of ${losses.length / rounds} people in browsers of one machine, ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))} ms`,
  }));
}

/** The smallest value that 95 of a hundred do not exceed. */
function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
