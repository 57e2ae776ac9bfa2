import { CallError } from "./http.ts";

export const retryMs = 4_000;

/** No answer, or none that says anything of the draft: the next try may succeed. */
const passing = ["OFFLINE", "SURPRISE", "UNAVAILABLE", "TOO_MANY_REQUESTS", "NOT_SIGNED_IN", "TOTP_NEEDED", "DRAFT_CONFLICT"];
const mayPass = (error: unknown): boolean => error instanceof CallError && passing.includes(error.code);

/**
 * What a page was left with is tried for as long as the window is open, and the browser asks before it closes it. What no try
 * can save is told.
 */
export async function untilSaved(
  flush: () => Promise<void>,
  isUnsaved: () => boolean,
  onRefused: (error: unknown) => void,
): Promise<void> {
  const warn = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  try {
    while (isUnsaved()) {
      const error = await flush().catch((failure: unknown) => failure);
      if (error === undefined) continue;
      if (!mayPass(error)) return onRefused(error);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  } finally {
    window.removeEventListener("beforeunload", warn);
  }
}
