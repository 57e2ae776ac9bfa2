import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";

const families = [
  ["Edge", /Edg\/(\d+)/],
  ["Firefox", /Firefox\/(\d+)/],
  ["Chrome", /Chrome\/(\d+)/],
  ["Safari", /Version\/(\d+).*Safari/],
] as const;

/** What the browser calls itself, and whether it has what a call needs. */
export function browserFacts(): Pick<TechCheckResults, "browser" | "viewport"> {
  const found = families
    .map(([name, pattern]) => ({ name, version: pattern.exec(navigator.userAgent)?.[1] }))
    .find(({ version }) => version);
  const hasLiveMedia =
    "RTCPeerConnection" in globalThis && "mediaDevices" in navigator && "MediaRecorder" in globalThis;
  // The very things that the exam room keeps answers with.
  const hasStorage = "indexedDB" in globalThis && "locks" in navigator && "Worker" in globalThis;
  return {
    browser: { name: found?.name ?? "?", version: found?.version ?? "", hasLiveMedia, hasStorage },
    viewport: { width: globalThis.innerWidth, height: globalThis.innerHeight },
  };
}
