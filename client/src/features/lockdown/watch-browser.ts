import type { LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";

interface ScreenDetails extends EventTarget {
  /** True where the browser knows of more than one display; undefined where it does not tell. */
  readonly isExtended?: boolean;
}

/** What the browser does around the page: its displays, its translation, another page of the same exam. */
export function watchBrowser(sittingId: string, onSeen: (signal: LockdownSignal) => void): () => void {
  const controller = new AbortController();
  watchDisplays(controller.signal, () => onSeen("DISPLAYS"));
  watchTranslation(controller.signal, () => onSeen("TRANSLATION"));
  void watchOtherPage(sittingId, controller.signal, () => onSeen("SECOND_PAGE"));
  return () => controller.abort();
}

function watchDisplays(signal: AbortSignal, onSecond: () => void): void {
  const details = screen as unknown as ScreenDetails;
  let wasExtended = false;
  const look = (): void => {
    const isExtended = details.isExtended === true;
    if (isExtended && !wasExtended) onSecond();
    wasExtended = isExtended;
  };
  details.addEventListener("change", look, { signal });
  look();
}

/** Asked not to translate, browsers mostly do not; whoever translates all the same marks the root. */
function watchTranslation(signal: AbortSignal, onTranslated: () => void): void {
  const root = document.documentElement;
  const before = root.getAttribute("translate");
  root.setAttribute("translate", "no");
  let wasTranslated = false;
  const observer = new MutationObserver(() => {
    const isTranslated = /\btranslated-(ltr|rtl)\b/.test(root.className);
    if (isTranslated && !wasTranslated) onTranslated();
    wasTranslated = isTranslated;
  });
  observer.observe(root, { attributes: true, attributeFilter: ["class"] });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    if (before === null) root.removeAttribute("translate");
    else root.setAttribute("translate", before);
  });
}

// A page that is being loaded again lets go within a moment.
const patienceMs = 2_000;

/** One page of this browser holds the day; a page that comes while another one holds it says so, once. */
async function watchOtherPage(sittingId: string, signal: AbortSignal, onSecond: () => void): Promise<void> {
  if (!("locks" in navigator)) return;
  const name = `epreuve:day:${sittingId}`;
  let wasHeld = false;
  const hold = (): Promise<void> => {
    wasHeld = true;
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  };
  const isTimeUp = AbortSignal.timeout(patienceMs);
  try {
    await navigator.locks.request(name, { signal: AbortSignal.any([signal, isTimeUp]) }, hold);
  } catch {
    // A page that held it and lost it to a later one is the first of the two: the later one tells.
    if (wasHeld || signal.aborted || !isTimeUp.aborted) return;
    onSecond();
    // From here on this page is the one that others find.
    await navigator.locks.request(name, { steal: true }, hold).catch(() => undefined);
  }
}
