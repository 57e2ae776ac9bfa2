import { createHash } from "node:crypto";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { ShelfOptions } from "./platform/shelf/shelf.ts";
import { defaultChangeDays } from "#shared/domain/scheduling/booking-rules.ts";

/** The only reader of `process.env`. Every variable is documented in `.env.example`. */

const flag = z
  .enum(["0", "1", "true", "false"])
  .transform((value) => value === "1" || value === "true");

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(3000),
  /**
   * Reverse proxies whose X-Forwarded-For is believed: addresses or networks, or `loopback`, with commas; `off` for none.
   */
  TRUST_PROXY: z
    .string()
    .regex(/^(off|(loopback|[0-9a-fA-F.:/]+)(\s*,\s*(loopback|[0-9a-fA-F.:/]+))*)$/, "must be off, or addresses with commas")
    .default("off"),
  /** The address that people type; links in messages and on attestations begin with it. */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().startsWith("postgres", "must start with postgres:// or postgresql://"),
  REDIS_URL: z.string().startsWith("redis", "must start with redis:// or rediss://").optional(),
  EPREUVE_DATA_DIR: z.string().min(1).default(".data"),
  EPREUVE_DEMO: flag.default(false),
  /** The English catalogue beside the French one. */
  EPREUVE_ENGLISH: flag.optional(),
  /** Signs room tickets; the same on every node. */
  EPREUVE_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z.string().startsWith("smtp", "must start with smtp:// or smtps://").optional(),
  MAIL_FROM: z.string().min(3).default("Épreuve <ne-pas-repondre@localhost>"),
  /** Whom a person writes to about their result: of the Office, since an order knows the outcome only. */
  OFFICE_CONTACT: z
    .string()
    .regex(/^[^<>]*[^<>\s]\s*<[^<>\s@]+@[^<>\s@]+>$/, "must be a name and an address: Name <person@example.org>")
    .optional(),
  SIGNING_KEY_FILE: z.string().optional(),
  SIGNING_CERTIFICATE_FILE: z.string().optional(),
  MEDIASOUP_WORKER_BIN: z.string().optional(),
  MEDIA_LISTEN_IP: z.string().default("127.0.0.1"),
  /** The address that browsers reach media at; needed when MEDIA_LISTEN_IP is 0.0.0.0. */
  MEDIA_ANNOUNCED_ADDRESS: z.string().optional(),
  /** First port; worker i listens on this plus i. 0 lets the system choose. */
  MEDIA_PORT: port.default(0),
  /** Where browsers reach this media node's signalling; empty: the address of the page, `/media-socket`. */
  MEDIA_URL: z.url().optional(),
  /** Web nodes: every address that a media node may have, separated by commas; the pages may connect to no other. */
  MEDIA_ORIGINS: z
    .string()
    .transform((list) => list.split(",").map((origin) => origin.trim()))
    .pipe(z.array(z.url()))
    .optional(),
  /** This media node's name in the directory; stays the same over restarts. */
  MEDIA_NODE: z.string().min(1).max(120).optional(),
  /** Workers of this media node, a port each; empty: as many as cores, less one. */
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  /** People that this media node takes at once; empty: sixty for each worker. */
  MEDIA_CAPACITY: z.coerce.number().int().positive().optional(),
  /** Wraps the keys of recordings: 32 bytes in base64. Losing it loses every recording. */
  RECORDING_KEY: z.base64().optional(),
  /** Where sealed recordings are; web and media nodes share it. Empty: a folder of EPREUVE_DATA_DIR. */
  RECORDINGS_DIR: z.string().min(1).optional(),
  /** An S3-compatible store for sealed recordings, with bucket and prefix; RECORDINGS_DIR is then where they wait. */
  RECORDINGS_STORE_URL: z.url().optional(),
  RECORDINGS_STORE_REGION: z.string().min(1).default("us-east-1"),
  RECORDINGS_STORE_KEY_ID: z.string().min(1).optional(),
  RECORDINGS_STORE_SECRET: z.string().min(1).optional(),
  /** Below this much room on its disk, in megabytes, a media node is given no new room. */
  RECORDINGS_MIN_FREE_MB: z.coerce.number().int().min(0).default(2_000),
  TURN_URL: z.string().optional(),
  TURN_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  /** Until how many days before a session a seat can be changed; 0: until it begins. */
  EPREUVE_CHANGE_DAYS: z.coerce.number().min(0).max(60).optional(),
  /** The directorate, the committee and support do nothing before they have a second factor. */
  EPREUVE_SECOND_FACTOR: flag.default(false),
  /** Seconds given to each activity, for rehearsals of the whole day; empty: the policy's durations. */
  EPREUVE_DURATIONS: z
    .string()
    .regex(/^\d+,\d+,\d+,\d+$/, "must be four numbers of seconds: reading,discussion,writing,interview")
    .optional(),
});

export type Service = "web" | "media" | "jobs";
const allServices: readonly Service[] = ["web", "media", "jobs"];

export interface Config {
  readonly env: "development" | "test" | "production";
  readonly host: string;
  readonly port: number;
  readonly trustedProxies: readonly string[];
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly isDemonstration: boolean;
  readonly hasEnglish: boolean;
  readonly secret: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly officeContact: { readonly name: string; readonly email: string };
  readonly signing: { readonly keyFile: string; readonly certificateFile: string } | undefined;
  readonly media: {
    readonly workerBin: string | undefined;
    readonly listenIp: string;
    readonly announcedAddress: string | undefined;
    readonly port: number;
    readonly url: string | undefined;
    readonly origins: readonly string[];
    readonly node: string;
    readonly workers: number | undefined;
    readonly capacity: number | undefined;
    readonly turn: { readonly url: string; readonly secret: string } | undefined;
    /** Takes media without encryption from this very machine, from people who are simulated. Never with real people. */
    readonly takesSimulated: boolean;
  };
  readonly recording: {
    readonly masterKey: Buffer;
    readonly folder: string;
    readonly shelf: ShelfOptions | undefined;
    readonly minFreeBytes: number;
  };
  readonly durations: { READING: number; DISCUSSION: number; WRITING: number; INTERVIEW: number } | undefined;
  readonly changeDays: number;
  readonly demandsSecondFactor: boolean;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  readonly services: readonly Service[];
}

/** Thrown for a configuration that cannot be used; its message says what to change. Exit code 78 (EX_CONFIG). */
export class ConfigError extends Error {}

const developmentSecret = "development-only-secret-never-for-real-people";

/**
 * Reads and checks the whole configuration.
 * @throws ConfigError naming each variable that is wrong and what it must be.
 */
export function readConfig(environment: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  // An empty variable, as docker-compose passes for an unset one, is an absent one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The configuration cannot be used:\n${lines.join("\n")}\nSee .env.example for each variable.`);
  }
  const env = parsed.data;
  const problems: string[] = [];
  const isProduction = env.NODE_ENV === "production";
  const services = readServices(argv, problems);
  // Tickets and stored keys hang on it, in a demonstration too.
  if (isProduction && !env.EPREUVE_SECRET)
    problems.push("EPREUVE_SECRET: is required in production (32 random characters or more)");
  if (isProduction && !env.EPREUVE_DEMO) {
    if (!env.PUBLIC_URL) problems.push("PUBLIC_URL: is required in production");
    if (env.PUBLIC_URL && !env.PUBLIC_URL.startsWith("https://")) problems.push("PUBLIC_URL: must be https:// in production");
    if (!env.SIGNING_KEY_FILE) problems.push("SIGNING_KEY_FILE: is required in production");
    if (!env.RECORDING_KEY) problems.push("RECORDING_KEY: is required in production (openssl rand -base64 32)");
    if (!env.SMTP_URL) problems.push("SMTP_URL: is required in production, since people enter by e-mail");
    if (!env.OFFICE_CONTACT) problems.push("OFFICE_CONTACT: is required in production, since each result names it");
    if (services.includes("media") && /^(127\.|::1$|localhost$)/.test(env.MEDIA_LISTEN_IP))
      problems.push("MEDIA_LISTEN_IP: nobody reaches this machine’s own address; give 0.0.0.0 with MEDIA_ANNOUNCED_ADDRESS");
  }
  if (env.EPREUVE_SECRET === developmentSecret && isProduction) problems.push("EPREUVE_SECRET: is the development one");
  const recordingKey = env.RECORDING_KEY ? Buffer.from(env.RECORDING_KEY, "base64") : undefined;
  if (recordingKey && recordingKey.length !== 32) problems.push("RECORDING_KEY: must be 32 bytes (openssl rand -base64 32)");
  if (Boolean(env.SIGNING_KEY_FILE) !== Boolean(env.SIGNING_CERTIFICATE_FILE))
    problems.push("SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE: give both or neither");
  if (Boolean(env.TURN_URL) !== Boolean(env.TURN_SECRET)) problems.push("TURN_URL and TURN_SECRET: give both or neither");
  if (env.MEDIA_LISTEN_IP === "0.0.0.0" && !env.MEDIA_ANNOUNCED_ADDRESS)
    problems.push("MEDIA_ANNOUNCED_ADDRESS: is required when MEDIA_LISTEN_IP is 0.0.0.0");
  const storeGiven = [env.RECORDINGS_STORE_URL, env.RECORDINGS_STORE_KEY_ID, env.RECORDINGS_STORE_SECRET].filter(Boolean).length;
  if (storeGiven !== 0 && storeGiven !== 3)
    problems.push("RECORDINGS_STORE_URL, RECORDINGS_STORE_KEY_ID and RECORDINGS_STORE_SECRET: give all three or none");
  if (problems.length > 0)
    throw new ConfigError(`The configuration cannot be used:\n${problems.map((line) => `  ${line}`).join("\n")}`);

  const durations = env.EPREUVE_DURATIONS?.split(",").map(Number);
  return {
    env: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    trustedProxies: env.TRUST_PROXY === "off" ? [] : env.TRUST_PROXY.split(",").map((one) => one.trim()),
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    dataDir: path.resolve(env.EPREUVE_DATA_DIR),
    isDemonstration: env.EPREUVE_DEMO,
    hasEnglish: env.EPREUVE_ENGLISH ?? env.EPREUVE_DEMO,
    secret: env.EPREUVE_SECRET ?? developmentSecret,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    officeContact: readContact(env.OFFICE_CONTACT ?? "Service des examens <examens@localhost>"),
    signing:
      env.SIGNING_KEY_FILE && env.SIGNING_CERTIFICATE_FILE
        ? { keyFile: env.SIGNING_KEY_FILE, certificateFile: env.SIGNING_CERTIFICATE_FILE }
        : undefined,
    media: {
      workerBin: env.MEDIASOUP_WORKER_BIN,
      listenIp: env.MEDIA_LISTEN_IP,
      announcedAddress: env.MEDIA_ANNOUNCED_ADDRESS,
      port: env.MEDIA_PORT,
      url: env.MEDIA_URL?.replace(/\/$/, ""),
      origins: (env.MEDIA_ORIGINS ?? (env.MEDIA_URL ? [env.MEDIA_URL] : [])).map((url) => new URL(url).origin),
      node: env.MEDIA_NODE ?? hostname(),
      workers: env.MEDIA_WORKERS,
      capacity: env.MEDIA_CAPACITY,
      takesSimulated: env.EPREUVE_DEMO === true || env.NODE_ENV === "test",
      turn: env.TURN_URL && env.TURN_SECRET ? { url: env.TURN_URL, secret: env.TURN_SECRET } : undefined,
    },
    recording: {
      masterKey: recordingKey ?? createHash("sha256").update(`recordings of ${env.EPREUVE_SECRET ?? developmentSecret}`).digest(),
      folder: path.resolve(env.RECORDINGS_DIR ?? path.join(env.EPREUVE_DATA_DIR, "recordings")),
      shelf:
        env.RECORDINGS_STORE_URL && env.RECORDINGS_STORE_KEY_ID && env.RECORDINGS_STORE_SECRET
          ? {
              url: env.RECORDINGS_STORE_URL,
              region: env.RECORDINGS_STORE_REGION,
              keyId: env.RECORDINGS_STORE_KEY_ID,
              secret: env.RECORDINGS_STORE_SECRET,
            }
          : undefined,
      minFreeBytes: env.RECORDINGS_MIN_FREE_MB * 1_000_000,
    },
    durations: durations
      ? { READING: durations[0] ?? 0, DISCUSSION: durations[1] ?? 0, WRITING: durations[2] ?? 0, INTERVIEW: durations[3] ?? 0 }
      : undefined,
    // In a demonstration everything can be tried at once, up to the last minute.
    changeDays: env.EPREUVE_CHANGE_DAYS ?? (env.EPREUVE_DEMO ? 0 : defaultChangeDays),
    demandsSecondFactor: env.EPREUVE_SECOND_FACTOR,
    logLevel: env.LOG_LEVEL,
    services,
  };
}

function readContact(given: string): Config["officeContact"] {
  const [name = "", address = ""] = given.split("<");
  return { name: name.trim(), email: address.slice(0, -1) };
}

function readServices(argv: readonly string[], problems: string[]): readonly Service[] {
  const given = argv.find((argument) => argument.startsWith("--services="));
  if (!given) return allServices;
  const names = given.slice("--services=".length).split(",");
  const known = allServices.filter((service) => names.includes(service));
  const unknown = names.filter((name) => !allServices.some((service) => service === name));
  if (unknown.length > 0) problems.push(`--services: unknown ${unknown.join(", ")}; known are ${allServices.join(", ")}`);
  return known;
}
