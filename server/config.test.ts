import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const secret = "0123456789abcdef0123456789abcdef";
const recordingKey = Buffer.alloc(32, 7).toString("base64");
const database = { DATABASE_URL: "postgres://localhost/epreuve" };
/** The least that real people ask for. */
const production = {
  ...database,
  NODE_ENV: "production",
  PUBLIC_URL: "https://examen.example/",
  EPREUVE_SECRET: secret,
  SMTP_URL: "smtp://mail.example",
  OFFICE_CONTACT: "Line Gagnon, service des examens <examens@office.example>",
  SIGNING_KEY_FILE: "key.pem",
  SIGNING_CERTIFICATE_FILE: "chain.pem",
  RECORDING_KEY: recordingKey,
  MEDIA_LISTEN_IP: "0.0.0.0",
  MEDIA_ANNOUNCED_ADDRESS: "203.0.113.7",
};

/** What is said of it, a line each; empty where it can be used. */
function problemsOf(environment: Record<string, string>, ...argv: string[]): string[] {
  try {
    readConfig(environment, argv);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n").filter((line) => line.startsWith("  ")).map((line) => line.trim());
  }
}
const namesOf = (lines: readonly string[]): string[] => lines.map((line) => line.split(":")[0] ?? "").toSorted();
const without = (name: string): Record<string, string> => Object.fromEntries(Object.entries(production).filter(([key]) => key !== name));

describe("a configuration", () => {
  test("[CONF-1] whatever is wrong is named together, with what it must be", () => {
    const lines = problemsOf({ DATABASE_URL: "mysql://x", PORT: "many", EPREUVE_DEMO: "yes", TRUST_PROXY: "everybody", EPREUVE_DURATIONS: "60" });
    expect(namesOf(lines)).toEqual(["DATABASE_URL", "EPREUVE_DEMO", "EPREUVE_DURATIONS", "PORT", "TRUST_PROXY"]);
    for (const line of lines) expect(line).toMatch(/^[A-Z_]+: \S.{5,}/);
    expect(lines.find((line) => line.startsWith("DATABASE_URL"))).toContain("postgresql://");
    expect(namesOf(problemsOf({}))).toEqual(["DATABASE_URL"]);
    expect(problemsOf(database, "--services=web,radio")).toEqual(["--services: unknown radio; known are web, media, jobs"]);
  });

  test("[CONF-1] an empty variable is an absent one", () => {
    const empty = { ...database, PUBLIC_URL: "", REDIS_URL: "", SMTP_URL: "", RECORDING_KEY: "", EPREUVE_CHANGE_DAYS: "", PORT: "" };
    expect(readConfig(empty, [])).toEqual(readConfig(database, []));
  });

  test.each([
    [{ SIGNING_KEY_FILE: "key.pem" }, "SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE: give both or neither"],
    [{ TURN_URL: "turn:relay.example:3478" }, "TURN_URL and TURN_SECRET: give both or neither"],
    [{ MEDIA_LISTEN_IP: "0.0.0.0" }, "MEDIA_ANNOUNCED_ADDRESS: is required when MEDIA_LISTEN_IP is 0.0.0.0"],
    [{ RECORDING_KEY: Buffer.alloc(31).toString("base64") }, "RECORDING_KEY: must be 32 bytes (openssl rand -base64 32)"],
    [
      { RECORDINGS_STORE_URL: "https://store.example/bucket", RECORDINGS_STORE_KEY_ID: "id" },
      "RECORDINGS_STORE_URL, RECORDINGS_STORE_KEY_ID and RECORDINGS_STORE_SECRET: give all three or none",
    ],
  ])("[CONF-2] what is given by half is refused: %j", (half, problem) => {
    expect(problemsOf({ ...database, ...half })).toEqual([problem]);
  });
});

test("[CONF-5] whom people write to about their result is a name and an address; a trial has one that leads nowhere", () => {
  const contactOf = (environment: Record<string, string>) => readConfig(environment, []).officeContact;
  expect(contactOf(production)).toEqual({ name: "Line Gagnon, service des examens", email: "examens@office.example" });
  expect(contactOf(database).email).toBe("examens@localhost");
  for (const wrong of ["examens@office.example", "Line Gagnon", " <examens@office.example>", "Line <office.example>", "A <a@b> <c@d>"])
    expect(problemsOf({ ...production, OFFICE_CONTACT: wrong }), wrong).toEqual([
      "OFFICE_CONTACT: must be a name and an address: Name <person@example.org>",
    ]);
});

describe("production", () => {
  test("[CONF-3] starts with everything that real people ask for, and not without any of it", () => {
    expect(problemsOf(production)).toEqual([]);
    for (const name of ["PUBLIC_URL", "EPREUVE_SECRET", "SMTP_URL", "OFFICE_CONTACT", "SIGNING_KEY_FILE", "RECORDING_KEY"])
      expect(problemsOf(without(name)).some((line) => line.startsWith(`${name}: is required in production`)), name).toBe(true);
    expect(problemsOf({ ...production, PUBLIC_URL: "http://examen.example" })).toEqual(["PUBLIC_URL: must be https:// in production"]);
  });

  test("[CONF-3] a media node that nobody could reach does not start; a web node needs no such address", () => {
    const { MEDIA_LISTEN_IP: _ip, MEDIA_ANNOUNCED_ADDRESS: _address, ...unreachable } = production;
    expect(namesOf(problemsOf(unreachable))).toEqual(["MEDIA_LISTEN_IP"]);
    expect(namesOf(problemsOf({ ...production, MEDIA_LISTEN_IP: "127.0.0.1" }, "--services=media"))).toEqual(["MEDIA_LISTEN_IP"]);
    expect(problemsOf(unreachable, "--services=web,jobs")).toEqual([]);
    expect(readConfig({ ...production, MEDIA_WORKERS: "3" }, []).media.workers).toBe(3);
    expect(namesOf(problemsOf({ ...production, MEDIA_WORKERS: "0" }))).toEqual(["MEDIA_WORKERS"]);
  });

  test("[CONF-3] takes no secret of a development, and asks for one even in a demonstration", () => {
    const { EPREUVE_SECRET: _secret, ...secretless } = { ...production, EPREUVE_DEMO: "1" };
    expect(namesOf(problemsOf(secretless))).toEqual(["EPREUVE_SECRET"]);
    const known = readConfig(database, []).secret;
    expect(problemsOf({ ...production, EPREUVE_SECRET: known })).toEqual(["EPREUVE_SECRET: is the development one"]);
    expect(problemsOf({ ...production, EPREUVE_DEMO: "1", EPREUVE_SECRET: known })).toEqual(["EPREUVE_SECRET: is the development one"]);
  });

  test("[CONF-4] nothing of a demonstration is on unless it is asked for", () => {
    expect(readConfig(production, [])).toMatchObject({
      isDemonstration: false,
      hasEnglish: false,
      changeDays: 5,
      demandsSecondFactor: false,
      durations: undefined,
      trustedProxies: [],
      publicUrl: "https://examen.example",
      media: { takesSimulated: false },
    });
  });
});
