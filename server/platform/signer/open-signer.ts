import type { Config } from "../../config.ts";
import type { Clock } from "../clock.ts";
import { createDevelopmentIdentity } from "./development-identity.ts";
import { loadSoftwareSigner, type DocumentSigner } from "./signer.ts";

/** The configured key, or the development identity of the data folder where none is configured (never in production). */
export async function openSigner(config: Pick<Config, "signing" | "dataDir">, clock: Clock): Promise<DocumentSigner> {
  if (config.signing)
    return loadSoftwareSigner({ keyPath: config.signing.keyFile, certificatePath: config.signing.certificateFile });
  return loadSoftwareSigner(await createDevelopmentIdentity(config.dataDir, clock.now()));
}
