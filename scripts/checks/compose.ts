/**
 * The deployment files against each other, since no container engine is needed for that: images are pinned, variables
 * are documented and exist, ports agree.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { read, report, root } from "./source-files.ts";

const text = z.union([z.string(), z.number()]).transform(String);
const service = z.object({
  image: z.string(),
  restart: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), text).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }).optional(),
});
const compose = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) });

const source = read("docker-compose.yml");
const { services, volumes } = compose.parse(parse(source));
const app = services["app"];
const media = services["media"];
const images = [
  ...Object.values(services).map(({ image }) => image),
  ...Array.from(read("Dockerfile").matchAll(/^FROM (\S+:\S+)/gm), ([, image]) => image ?? ""),
];
const documented = names(read(".env.example"), /^# ([A-Z_]+)=/gm);
const configured = names(read("server/config.ts"), /^ {2}([A-Z_]+):/gm);
const substituted = names(source, /\$\{([A-Z_]+)/g);
const known = new Set([...configured, ...substituted]);
const passed = new Set([...Object.keys(app?.environment ?? {}), ...Object.keys(media?.environment ?? {})]);
/** What the image says itself, and the folder of recordings, which is in the volume that it shares. */
const settled = new Set(["NODE_ENV", "HOST", "PORT", "EPREUVE_DATA_DIR", "MEDIASOUP_WORKER_BIN", "RECORDINGS_DIR"]);
/** Workers that the published ports are enough for. */
const mediaPorts = 16;

report("deployment files", [
  ...images.filter((image) => !/:[^:]*\d/.test(image)).map((image) => `${image}: not pinned to a version`),
  ...missing(substituted, documented, "docker-compose.yml uses it, .env.example does not explain it"),
  ...missing(configured, documented, "server/config.ts reads it, .env.example does not explain it"),
  ...missing(documented, known, ".env.example explains it, nothing reads it"),
  ...missing(passed, configured, "docker-compose.yml sets it, server/config.ts does not read it"),
  ...missing(configured, new Set([...passed, ...settled]), "server/config.ts reads it, docker-compose.yml hands it to nobody"),
  ...Object.entries(services).flatMap(([name, found]) => serviceFindings(name, found)),
  ...portFindings(),
  ...copiedFolders().map((folder) => `Dockerfile copies ${folder}, which does not exist`),
]);

function names(from: string, pattern: RegExp): Set<string> {
  return new Set(Array.from(from.matchAll(pattern), ([, name]) => name ?? ""));
}

function missing(wanted: ReadonlySet<string>, present: ReadonlySet<string>, reason: string): string[] {
  return [...wanted].filter((name) => !present.has(name)).map((name) => `${name}: ${reason}`);
}

function serviceFindings(
  name: string,
  { healthcheck, restart, volumes: mounts, depends_on }: z.infer<typeof service>,
): string[] {
  const findings: string[] = [];
  if (healthcheck === undefined) findings.push(`${name}: has no health check`);
  if (restart === undefined) findings.push(`${name}: does not say when it restarts`);
  for (const mount of mounts) {
    const volume = mount.split(":")[0] ?? "";
    if (/^[a-z]/.test(volume) && !(volume in volumes)) findings.push(`${name}: the volume ${volume} is not declared`);
  }
  for (const other of Object.keys(depends_on))
    if (!(other in services)) findings.push(`${name}: depends on ${other}, which is not there`);
  return findings;
}

/** The ports that are published are those that the application and the TURN server are told to use. */
function portFindings(): string[] {
  const findings: string[] = [];
  const published = new Set(Object.values(services).flatMap(({ ports }) => ports));
  const require = (port: string, why: string) => {
    if (!published.has(port)) findings.push(`${port}: is not published, although ${why}`);
  };
  const first = Number(media?.environment["MEDIA_PORT"]);
  for (const protocol of ["udp", "tcp"])
    require(`${first}-${first + mediaPorts - 1}:${first}-${first + mediaPorts - 1}/${protocol}`, "media uses it");
  const signalling = /^# MEDIA_SIGNALLING_PORT=(\d+)/m.exec(read(".env.example"))?.[1];
  require(`127.0.0.1:\${MEDIA_SIGNALLING_PORT:-${signalling}}:3000`, "the media node is signalled to through it");
  for (const name of ["app", "media"])
    if (!services[name]?.command.join(" ").includes("--services=")) findings.push(`${name}: does not say what it serves`);
  const options = services["coturn"]?.command ?? [];
  const option = (name: string) => options.find((entry) => entry.startsWith(`--${name}=`))?.split("=")[1];
  const turn = option("listening-port");
  for (const protocol of ["udp", "tcp"]) require(`${turn}:${turn}/${protocol}`, "coturn listens on it");
  require(`${option("min-port")}-${option("max-port")}:${option("min-port")}-${option("max-port")}/udp`, "coturn relays through it");
  if (!app?.environment["TURN_URL"]?.endsWith(`:${turn}}`)) findings.push("TURN_URL: names another port than coturn's");
  const port = /^# PORT=(\d+)/m.exec(read(".env.example"))?.[1];
  require(`127.0.0.1:\${PORT:-${port}}:3000`, "it is the application's");
  if (!source.includes(`\${MEDIA_ANNOUNCED_ADDRESS}:${turn}`))
    findings.push("TURN_URL: is not at the announced address");
  // A relay that reaches the network of the database is a way into it.
  for (const needed of ["--no-tcp-relay", "--denied-peer-ip=0.0.0.0-255.255.255.255", "--allowed-peer-ip=${MEDIA_ANNOUNCED_ADDRESS}"])
    if (!options.includes(needed)) findings.push(`coturn: lacks ${needed}`);
  return findings;
}

/** Folders that the image takes from the project itself. */
function copiedFolders(): string[] {
  return Array.from(read("Dockerfile").matchAll(/^COPY ((?:[\w./-]+ )+)\S+$/gm), ([, paths]) => paths ?? "")
    .flatMap((paths) => paths.trim().split(" "))
    .filter((path) => !path.startsWith("--") && path !== "." && !existsSync(join(root, path)));
}
