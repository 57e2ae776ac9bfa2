import { z } from "zod";
import { id } from "../../kernel/wire.ts";

/**
 * The file that a person downloads when there is no way back to the server. What they wrote is sealed for the server:
 * an ephemeral P-256 key, HKDF-SHA-256, AES-256-GCM. The names of the run and of the sitting are in the open, so that a
 * wrong file is recognised; they are authenticated together with the content.
 */
export const rescueFormat = "epreuve-secours";

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

export const rescueFile = z.strictObject({
  format: z.literal(rescueFormat),
  version: z.literal(1),
  sittingId: id,
  runId: id,
  /** The ephemeral public key, uncompressed. */
  key: base64url.length(87),
  iv: base64url.length(16),
  sealed: base64url.max(4_000_000),
});
export type RescueFile = z.infer<typeof rescueFile>;

/** What is authenticated beside the content, as bytes of UTF-8. */
export const openPart = ({ version, sittingId, runId }: Pick<RescueFile, "version" | "sittingId" | "runId">): string =>
  [rescueFormat, version, sittingId, runId].join("\n");

/** Names this use of the shared secret. */
export const rescuePurpose = "epreuve rescue file 1";

/** Two files on one device have two names. */
export const rescueFileName = ({ iv }: Pick<RescueFile, "iv">): string => `${rescueFormat}-${iv.slice(0, 8)}.json`;
