import { rescueFile } from "#shared/domain/rescue/rescue-file.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { rescueContent, type RescueContent } from "#shared/protocol/rescue.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RescueKey } from "../../platform/rescue-key.ts";

export interface OpenedRescue {
  readonly runId: string;
  /** The same file has the same hash, however its text was written down. */
  readonly fileHash: string;
  readonly entries: RescueContent["entries"];
}

/** The content of a file that was made for this sitting and that nobody altered. */
export function readRescue(
  key: RescueKey,
  bytes: Uint8Array,
  sittingId: string,
): Result<OpenedRescue, "RESCUE_NOT_A_FILE" | "RESCUE_OTHER_PERSON" | "RESCUE_ALTERED"> {
  const file = rescueFile.safeParse(parse(bytes));
  if (!file.success) return err("RESCUE_NOT_A_FILE");
  if (file.data.sittingId !== sittingId) return err("RESCUE_OTHER_PERSON");
  const plain = key.open(file.data);
  const content = plain && rescueContent.safeParse(parse(plain));
  if (!content?.success || content.data.runId !== file.data.runId) return err("RESCUE_ALTERED");
  const fileHash = sha256Hex(Buffer.from(file.data.sealed, "base64url"));
  return ok({ runId: content.data.runId, fileHash, entries: content.data.entries });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
