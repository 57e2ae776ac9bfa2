import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { z } from "zod";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import { enterByLink } from "#shared/protocol/accounts.ts";
import { cookieOf } from "./callers.ts";
import { createCaller, type Caller } from "#tests/support/caller.ts";
import { watchConnections } from "./media.ts";
import { shareWhenAsked } from "./share-screen.ts";
import type { TestServer } from "./server.ts";

/** People at their browsers: one context a person, as if each had a computer. */

export const staff = {
  clerk: "nathalie.pelletier@oiiq.test",
  brokersClerk: "benoit.girard@oaciq.test",
  marc: "marc.tremblay@examen.test",
  line: "line.gagnon@examen.test",
  helene: "helene.roy@examen.test",
  paul: "paul.bergeron@examen.test",
  sophie: "sophie.lavoie@examen.test",
  karim: "karim.haddad@examen.test",
  julie: "julie.cote@examen.test",
  mathieu: "mathieu.gagne@examen.test",
  linh: "linh.nguyen@examen.test",
  denis: "denis.fortin@examen.test",
  ana: "ana.morales@examen.test",
  director: "catherine.bouchard@examen.test",
  committee: "solange.mercier@examen.test",
  yves: "yves.caron@examen.test",
} as const;

export interface WindowOptions extends BrowserContextOptions {
  /** False: the test itself answers when the exam asks for the screen. */
  readonly sharesScreen?: boolean;
}

/** A fresh browser context with its first page; nobody has entered. */
export async function openWindow(
  browser: Browser,
  server: TestServer,
  { sharesScreen = true, ...options }: WindowOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "fr-CA",
    timezoneId: "America/Toronto",
    viewport: { width: 1366, height: 860 },
    permissions: ["camera", "microphone", "clipboard-read", "clipboard-write"],
    ...options,
  });
  // A page without its server tries again for ever, beside the tests that follow.
  server.onStop(() => context.close());
  await context.addInitScript(watchConnections);
  if (sharesScreen) context.on("page", (page) => void shareWhenAsked(page));
  return context.newPage();
}

/** Opens a window and enters as somebody of the demonstration, without the mail or the password. */
export async function enterAs(browser: Browser, server: TestServer, email: string, options: WindowOptions = {}): Promise<Page> {
  const page = await openWindow(browser, server, options);
  await enter(page.context(), server, email);
  return page;
}

/** The cookie of a person, put into a context through the demonstration's own door. */
export async function enter(context: BrowserContext, server: TestServer, email: string): Promise<void> {
  const [name, value] = cookieOf(server, email)?.split("=") ?? [];
  if (name !== undefined && value !== undefined) return context.addCookies([{ name, value, url: server.url }]);
  const { people } = demonstration.output.parse(await answerOf(await context.request.get(`${server.url}${demonstration.path}`)));
  const person = people.find((one) => one.email === email);
  if (!person) throw new Error(`Nobody has the address ${email}.`);
  const ticket = await context.request.post(`${server.url}${demonstrationTicket.path}`, { data: { accountId: person.accountId } });
  const { token } = demonstrationTicket.output.parse(await answerOf(ticket));
  await answerOf(await context.request.post(`${server.url}${enterByLink.path}`, { data: { token } }));
}

/** The same person at the same browser, for what a test does not look at: a seat belongs to one browser at a time. */
export async function callerIn(context: BrowserContext, server: TestServer): Promise<Caller> {
  const cookies = await context.cookies(server.url);
  return createCaller(server.url, cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
}

async function answerOf(response: { ok(): boolean; url(): string; text(): Promise<string> }): Promise<unknown> {
  const text = await response.text();
  if (!response.ok()) throw new Error(`${response.url()}: ${text}`);
  return z.json().parse(JSON.parse(text));
}
