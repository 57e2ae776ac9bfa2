import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zip } from "./zip.ts";

test("[EVD-1] an archive is read by another program, names and contents as they were", () => {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  try {
    const path = join(folder, "a.zip");
    writeFileSync(
      path,
      zip([
        { name: "évaluation.json", bytes: new TextEncoder().encode('{"é":1}\n') },
        { name: "vide.txt", bytes: new Uint8Array() },
      ]),
    );
    const read =
      "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print({n: z.read(n).decode() for n in z.namelist()})";
    expect(
      execFileSync("python3", ["-c", read, path], {
        encoding: "utf8",
        env: { ...process.env, PYTHONIOENCODING: "utf8" },
      }),
    ).toBe(`{'évaluation.json': '{"é":1}\\n', 'vide.txt': ''}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
