import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io as connect, type Socket } from "socket.io-client";
import { readSebFile } from "#server/platform/seb/container.ts";
import { runTool } from "#server/platform/signer/testing/tools.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { createCaller, type Caller } from "./caller.ts";
import { keysToldIn, type SearchedForm } from "./told-keys.ts";

/** One person whose answers are all read along, their sockets' too, whatever form they have. */
export interface Heard {
  readonly caller: Caller;
  /** Where a key was told, and how. */
  readonly told: string[];
  /** What was searched, for whoever doubts that anything was: file by file, and what each says. */
  readonly texts: Map<string, unknown>;
  /** What came in a form that nobody here can read. */
  readonly unread: string[];
  readonly events: string[];
  /** Everything that this socket says from now on is searched as well. */
  readonly listenTo: (socket: Socket) => Socket;
  readonly search: (where: string, given: unknown) => void;
  readonly socket: Socket;
}

export async function hear(url: string, cookie: string, forms: readonly SearchedForm[]): Promise<Heard> {
  const told: string[] = [];
  const texts = new Map<string, unknown>();
  const unread: string[] = [];
  const events: string[] = [];
  const search = (where: string, given: unknown): void => {
    texts.set(where, given);
    told.push(...keysToldIn(given, forms).map((what) => `${where} ${what}`));
  };
  const caller = createCaller(url, cookie, async (asked, response) => {
    const found = await readAnswer(response);
    if (found === undefined) unread.push(`${asked} ${response.headers.get("content-type")}`);
    for (const [name, content] of found ?? []) search(name === "" ? asked : `${asked} ${name}`, content);
  });
  const listenTo = (socket: Socket): Socket =>
    socket.onAny((name: string, ...payload: unknown[]) => {
      events.push(name);
      search(`event ${name}`, payload);
    });
  const socket = listenTo(connect(url, { path: "/socket", transports: ["websocket"], extraHeaders: { cookie }, auth: { version: protocolVersion } }));
  return { caller, told, texts, unread, events, listenTo, search, socket };
}

type Content = readonly [name: string, content: unknown];

async function readAnswer(response: Response): Promise<readonly Content[] | undefined> {
  const [type] = (response.headers.get("content-type") ?? "").split(";");
  if (type === "application/json") return [["", await response.json()]];
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (type === "application/zip") return filesIn(bytes);
  if (type === "application/pdf") return [["", linesOf(await textOfPdf(bytes))]];
  if (type === "application/seb") return [["", linesOf(readSebFile(bytes, null)?.replaceAll(/<[^>]*>/g, "\n") ?? "")]];
  // What a line is measured with.
  if (type === "application/octet-stream") return [["", Buffer.from(bytes).toString("latin1")]];
  return bytes.length === 0 ? [] : undefined;
}

/** Short words are told where they stand alone, and long ones wherever a line ends. */
const linesOf = (text: string): readonly string[] => [text.replaceAll(/\s+/g, " "), ...text.split("\n").map((line) => line.trim())];

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-heard-"));
  const file = join(folder, "file.pdf");
  await writeFile(file, bytes);
  const { stdout } = await runTool("pdftotext", [file, "-"], folder);
  await rm(folder, { recursive: true });
  return stdout;
}

async function filesIn(bytes: Uint8Array): Promise<readonly Content[]> {
  const archive = openArchive(bytes, { files: 30, unpackedBytes: 5_000_000 });
  if (!archive.ok) throw new Error(archive.error);
  const files = archive.value.names.map(async (name): Promise<Content> => {
    const read = await archive.value.read(name);
    if (typeof read !== "object") throw new Error(`${name} cannot be read.`);
    const text = Buffer.from(read).toString("utf8");
    return [name, name.endsWith(".json") ? JSON.parse(text) : text];
  });
  return Promise.all(files);
}
