/**
 * Keeps the shell: the pages' own code, their styles and fonts, and the one document. Never an answer of the API, never
 * exam content, never a picture of anybody. A version is kept whole; the next one is prepared beside it and takes over
 * when no page of the old one is open, so that nothing reloads during an exam.
 */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare global {
  interface WindowEventMap {
    readonly install: Extendable;
    readonly activate: Extendable;
    readonly fetch: Fetching;
  }
  /** Written by the build: the version, then every file of the shell. */
  const __SHELL__: readonly string[];
}

const [version = "", ...files] = __SHELL__;
const prefix = "epreuve-shell-";
const cacheName = prefix + version;
const documentPath = "/";
const kept = new Set([documentPath, ...files]);
/** Longer than a slow answer, shorter than somebody's patience with a white page. */
const patienceMs = 4_000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...kept])));
});

addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!/^\/(api|socket|live$|ready$)/.test(pathname)) event.respondWith(openPage(request));
  } else if (kept.has(pathname) && pathname !== documentPath) {
    event.respondWith(fromShell(request, pathname));
  }
});

/** The server's own page while it answers; the kept one when it does not. */
async function openPage(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  // A proxy that answers for a dead server has no page of ours.
  if (answer && answer.status < 500) return answer;
  return (await (await caches.open(cacheName)).match(documentPath)) ?? answer ?? Response.error();
}

async function fromShell(request: Request, pathname: string): Promise<Response> {
  return (await (await caches.open(cacheName)).match(pathname)) ?? fetch(request);
}

export {};
