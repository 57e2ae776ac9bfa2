import { call, CallError } from "#client/net/http.ts";
import { setPageProof } from "#client/net/page-proof.ts";
import { askExamBrowserNonce, pageHeaders, proveExamBrowser } from "#shared/protocol/exam-browser.ts";
import { readClientKeys } from "./client-keys.ts";

/** `AGAIN`: the page is being loaded at a fresh address. `OUTSIDE`: there is no client, or it is another one. */
export type Proof = "PROVEN" | "AGAIN" | "OUTSIDE";

// A client that never proves itself must not load its page for ever.
const mostLoads = 4;
const loadsKey = "epreuve.proof-loads";

/** Keys belong to the address at which a page was loaded: it is loaded once at an address that nobody else has. */
export async function provePage(sittingId: string): Promise<Proof> {
  const keys = await readClientKeys();
  if (!keys) return "OUTSIDE";
  const page = `${location.pathname}${location.search}`;
  if (!new URLSearchParams(location.search).has("n")) return loadAgain(sittingId);
  try {
    const { configKey, browserExamKey } = keys;
    const body = { page, configKey, ...(browserExamKey !== undefined && { browserExamKey }) };
    await call(proveExamBrowser, { params: { sittingId }, body });
    setPageProof({
      [pageHeaders.page]: page,
      [pageHeaders.config]: configKey,
      ...(browserExamKey !== undefined && { [pageHeaders.browser]: browserExamKey }),
    });
    sessionStorage.removeItem(loadsKey);
    return "PROVEN";
  } catch (error) {
    return error instanceof CallError && error.code === "EXAM_BROWSER_PROOF" ? loadAgain(sittingId) : "OUTSIDE";
  }
}

export async function loadAgain(sittingId: string): Promise<Proof> {
  const loads = Number(sessionStorage.getItem(loadsKey)) || 0;
  if (loads >= mostLoads) return "OUTSIDE";
  sessionStorage.setItem(loadsKey, String(loads + 1));
  const { path } = await call(askExamBrowserNonce, { params: { sittingId } });
  location.replace(path);
  return "AGAIN";
}
