import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface SourcePatch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/**
 * OpenSSL reports the end of an operation as the operation's code combined with BIO_CB_RETURN. The worker compares
 * with `==`, which never holds, so its callback answers 1 to every BIO_ctrl. An OpenSSL that was built with kernel TLS
 * then believes that kernel TLS is on, allocates no write buffer, and the worker crashes at the first DTLS handshake.
 */
export const dtlsCallbackPatch: SourcePatch = {
  file: "src/RTC/DtlsTransport.cpp",
  find: "operationType == BIO_CB_RETURN",
  replace: "operationType & BIO_CB_RETURN",
};

/** Replaces the one occurrence. A source that changed needs new eyes, so any other count is an error. */
export function patchSource(source: string, patch: SourcePatch): string {
  const parts = source.split(patch.find);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined) {
    throw new Error(
      `${patch.file} contains \`${patch.find}\` ${parts.length - 1} times instead of once. ` +
        "mediasoup has changed: review scripts/media-worker/source-patch.ts before building this version.",
    );
  }
  return before + patch.replace + after;
}

/** Patches a copy of mediasoup's worker sources, in place. */
export async function patchWorkerSources(workerSources: string): Promise<void> {
  const path = join(workerSources, dtlsCallbackPatch.file);
  await writeFile(path, patchSource(await readFile(path, "utf8"), dtlsCallbackPatch));
}
