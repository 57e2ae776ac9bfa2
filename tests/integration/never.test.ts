import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

/** What the product promises never to do, looked for in everything that it is made of. */

const root = resolve(import.meta.dirname, "../..");

/** Words of the names of libraries that match faces, follow eyes, read emotions, know voices or typing, or judge texts. */
const forbidden =
  /face[-_]?(api|mesh|detect|match|recogni|landmark|net)|blaze-?face|human-?(face|pose)|deepface|rekognition|mediapipe|tensorflow|tfjs|onnx|opencv|webgazer|gaze|eye-?track|emotion(?!\/)|affectiva|sentiment|liveness|voice-?(print|biometric|id|recogni)|speaker-?(id|recogni|verif)|meyda|keystroke|typing-?(dna|biometric)|gpt-?zero|copyleaks|ai-?(text-?)?detect|turnitin|proctor(io|u)|fingerprintjs|systeminformation|ps-?list|process-?list/i;

interface Lock {
  readonly packages: Readonly<Record<string, unknown>>;
}

test("[NEV-1] no package of the whole dependency tree is a library of that kind", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const names = Object.keys(packages).flatMap((path) => path.split("node_modules/").slice(1));
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name) => forbidden.test(name))).toEqual([]);
  // The test can fail: these are such libraries, and ordinary names are not.
  for (const name of ["face-api.js", "@tensorflow/tfjs", "@mediapipe/face_mesh", "webgazer", "opencv4nodejs", "typingdna", "onnxruntime-web", "gptzero", "ps-list"])
    expect([name, forbidden.test(name)]).toEqual([name, true]);
  for (const name of ["@emotion/react", "typescript", "mediasoup", "react", "pdfkit", "interface-datastore"])
    expect([name, forbidden.test(name.replace("@emotion/", ""))]).toEqual([name, false]);
});

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx)$/.test(path) && !/\.(test|spec)\.tsx?$/.test(path))
    .map((path) => join(folder, path));

/** What a browser or a system offers by itself for the same. */
const interfaces = /\bFaceDetector\b|\bSpeechRecognition\b|\bshowDirectoryPicker\b|\bshowOpenFilePicker\b|\bgetInstalledRelatedApps\b|\bcreateAnalyser\b.*(pitch|formant)|\bchild_process\b.*\b(ps|tasklist)\b/;

test("[NEV-2] nothing of our own code uses what browsers offer for it", () => {
  const sources = ["client/src", "server", "shared"].flatMap(sourcesIn);
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((path) => interfaces.test(readFileSync(join(root, path), "utf8")))).toEqual([]);
});
