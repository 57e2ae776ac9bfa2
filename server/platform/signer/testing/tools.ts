import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export type ToolAnswer = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Which package brings a tool: said when it is missing, for the proof of a signature is never skipped in silence. */
const PACKAGES: Record<string, string> = {
  pdfsig: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  pdftotext: "poppler-utils",
  pdftoppm: "poppler-utils",
  openssl: "openssl",
  certutil: "libnss3-tools",
};

export function hasTool(tool: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, tool)));
}

/** Runs an independent tool, away from the profile of whoever runs the tests. */
export function runTool(tool: string, args: readonly string[], home: string): Promise<ToolAnswer> {
  if (!hasTool(tool)) {
    throw new Error(
      `This test needs ${tool}: install ${PACKAGES[tool] ?? tool} (apt-get install -y ${PACKAGES[tool] ?? tool}).`,
    );
  }
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"], HOME: home, LC_ALL: "C.UTF-8", TZ: "UTC" };
    execFile(tool, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
