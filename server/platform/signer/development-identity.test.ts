import { X509Certificate } from "node:crypto";
import { readFile, rm, stat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createDevelopmentIdentity } from "./development-identity.ts";
import { loadSoftwareSigner } from "./signer.ts";
import { SIGNING_TIME, temporaryFolder } from "./testing/sample.ts";

const root = temporaryFolder();
afterAll(() => rm(root, { recursive: true }));

describe("the development identity", () => {
  test("[ATT-16] it is created once, even by two servers that start together", async () => {
    const folder = join(root, "shared");
    const identities = await Promise.all([1, 2, 3].map(() => createDevelopmentIdentity(folder, SIGNING_TIME)));
    const key = await readFile(identities[0]?.keyPath ?? "", "utf8");
    const again = await createDevelopmentIdentity(folder, new Date("2027-01-01T00:00:00Z"));
    expect(await readFile(again.keyPath, "utf8")).toBe(key);
    expect(await readdir(folder)).toEqual(["development-signer"]);
    await expect(loadSoftwareSigner(again)).resolves.toHaveProperty("certificateChain.length", 2);
  });

  test("[ATT-16] its files are for their owner only, and the authority's key is nowhere", async () => {
    const identity = await createDevelopmentIdentity(join(root, "modes"), SIGNING_TIME);
    const paths = [identity.keyPath, identity.certificatePath, identity.authorityPath];
    const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(await readFile(identity.authorityPath, "utf8")).not.toContain("PRIVATE KEY");
    expect(await readFile(identity.certificatePath, "utf8")).not.toContain("PRIVATE KEY");
  });

  test("[ATT-15] its certificates say that they are for demonstration, and the authority issued the other", async () => {
    const identity = await createDevelopmentIdentity(join(root, "names"), SIGNING_TIME);
    const leaf = new X509Certificate(await readFile(identity.certificatePath));
    const authority = new X509Certificate(await readFile(identity.authorityPath));
    expect(leaf.subject).toBe("O=Épreuve – démonstration\nCN=Épreuve – démonstration – attestations");
    expect(authority.subject).toBe("O=Épreuve – démonstration\nCN=Épreuve – démonstration – autorité");
    expect([leaf.ca, authority.ca]).toEqual([false, true]);
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true);
  });

  test("[ATT-16] a key beside another key's certificate is refused", async () => {
    const [a, b] = await Promise.all(
      ["a", "b"].map((name) => createDevelopmentIdentity(join(root, name), SIGNING_TIME)),
    );
    const mixed = { keyPath: a?.keyPath ?? "", certificatePath: b?.certificatePath ?? "" };
    await expect(loadSoftwareSigner(mixed)).rejects.toThrow("is not that of the key");
    const empty = { keyPath: a?.keyPath ?? "", certificatePath: a?.keyPath ?? "" };
    await expect(loadSoftwareSigner(empty)).rejects.toThrow("No certificate");
  });
});
