import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { issueDevelopmentCertificates } from "./development-certificates.ts";
import type { SignerPaths } from "./signer.ts";

export type DevelopmentIdentity = SignerPaths & {
  /** The root that a reader may choose to trust; its key was never written anywhere. */
  readonly authorityPath: string;
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Gives a development installation something to sign with, once. The files appear together, by one rename: two servers
 * that start at the same time end up with the same identity, and a crash leaves no half of one.
 */
export async function createDevelopmentIdentity(folder: string, now: Date): Promise<DevelopmentIdentity> {
  const home = join(folder, "development-signer");
  const identity = {
    keyPath: join(home, "signing-key.pem"),
    certificatePath: join(home, "signing-certificate.pem"),
    authorityPath: join(home, "authority.pem"),
  };
  if (await exists(identity.keyPath)) return identity;

  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(join(folder, ".development-signer-"));
  try {
    const pem = await issueDevelopmentCertificates(now);
    const write = (name: string, text: string): Promise<void> => writeFile(join(draft, name), text, { mode: 0o600 });
    await write("signing-key.pem", pem.key);
    await write("signing-certificate.pem", pem.certificate + pem.authority);
    await write("authority.pem", pem.authority);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was first: its identity is as good as ours.
    if (!(await exists(identity.keyPath))) throw error;
  }
  return identity;
}
