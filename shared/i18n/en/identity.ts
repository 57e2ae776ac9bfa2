import type { identity as french } from "../fr/identity.ts";

export const identity: Readonly<Record<keyof typeof french, string>> = {
  "identity.title": "Identity check",
  "identity.notCopied": "Your identity document is neither photographed nor recorded.",
  "identity.lookingNow": "{name} is looking at your identity document.",
  "identity.confirmed": "Identity confirmed",
  "identity.askShowDocument": "Hold your identity document up to the camera.",
};
