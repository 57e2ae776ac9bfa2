import type { LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import { untilTaken, type Lasting, type UntilTaken } from "./until-taken.ts";

interface ScreenDetails extends EventTarget {
  /** True where the browser knows of more than one display; undefined where it does not tell. */
  readonly isExtended?: boolean;
}

export interface BrowserWatch {
  readonly stop: () => void;
  /** The clock runs again: what began while it stood, and lasts, is told now (LOCK-14). */
  readonly lookAgain: () => void;
}

/**
 * What the browser does around the page: its displays, its translation, another page of the same exam. `take` answers
 * false while nothing is noted; `known` is what lasted when it was last looked at.
 */
export function watchBrowser(
  sittingId: string,
  take: (signal: LockdownSignal) => boolean,
  known: Lasting<LockdownSignal>,
): BrowserWatch {
  const controller = new AbortController();
  const lasting = untilTaken(take, known);
  watchDisplays(controller.signal, lasting);
  watchTranslation(controller.signal, lasting);
  void watchOtherPage(sittingId, controller.signal, () => lasting.began("SECOND_PAGE"));
  return { stop: () => controller.abort(), lookAgain: lasting.lookAgain };
}

function watchDisplays(signal: AbortSignal, lasting: UntilTaken<LockdownSignal>): void {
  const details = screen as unknown as ScreenDetails;
  let wasExtended = false;
  const look = (): void => {
    const isExtended = details.isExtended === true;
    if (isExtended && !wasExtended) lasting.began("DISPLAYS");
    if (!isExtended) lasting.ended("DISPLAYS");
    wasExtended = isExtended;
  };
  details.addEventListener("change", look, { signal });
  look();
}

/** Asked not to translate, browsers mostly do not; whoever translates all the same marks the root. */
function watchTranslation(signal: AbortSignal, lasting: UntilTaken<LockdownSignal>): void {
  const root = document.documentElement;
  const before = root.getAttribute("translate");
  root.setAttribute("translate", "no");
  let wasTranslated = false;
  const look = (): void => {
    const isTranslated = /\btranslated-(ltr|rtl)\b/.test(root.className);
    if (isTranslated && !wasTranslated) lasting.began("TRANSLATION");
    if (!isTranslated) lasting.ended("TRANSLATION");
    wasTranslated = isTranslated;
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { attributes: true, attributeFilter: ["class"] });
  look();
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
