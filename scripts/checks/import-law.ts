/** The import law of docs/decisions.md: who may know whom. */
import { importsOf, listFiles, report, type Import } from "./source-files.ts";

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes("/testing/");
const sources = listFiles().filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
const shipped = sources.filter((path) => /^(shared|server|client|prisma)\//.test(path) && !isTest(path));
const all = shipped.flatMap((path) => importsOf(path));

const featureOf = (path: string): string | undefined => /^(?:server|client\/src)\/features\/([^/]+)\//.exec(path)?.[1];
const heldByMedia = new Set(["mediasoup", "mediasoup/types", "mediasoup/errors"]);
const heldByTransport = ["express", "socket.io", "helmet"];

/** Why this import breaks the law, or undefined. */
function breach({ from, to, isOwn }: Import): string | undefined {
  if (from.startsWith("shared/"))
    return isOwn ? unless(to.startsWith("shared/"), "shared imports nothing outside itself") : unless(isPure(to), "shared stays pure");
  if (from.startsWith("client/")) return clientBreach(from, to, isOwn);
  if (from.startsWith("server/features/")) return featureBreach(from, to, isOwn);
  if (from.startsWith("server/media/") && isOwn)
    return unless(/^(server\/(media|platform)|shared\/(kernel|speech|protocol\/(media|define|errors|version|socket))|server\/config)/.test(to), "media knows no exam word");
  if (from.startsWith("server/platform/") && isOwn)
    return unless(/^(server\/(platform|config)|shared\/|generated\/)/.test(to), "platform knows no feature");
  if (!isOwn && heldByMedia.has(to)) return unless(from.startsWith("server/media/"), "only server/media imports mediasoup");
  return undefined;
}

const unless = (isAllowed: boolean, reason: string): string | undefined => (isAllowed ? undefined : reason);
const isPure = (specifier: string): boolean => ["zod", "zod-openapi", "intl-messageformat", "jstat"].includes(specifier);

function clientBreach(from: string, to: string, isOwn: boolean): string | undefined {
  if (!isOwn) return undefined;
  if (to.startsWith("shared/scoring/") || to.startsWith("shared/equity/")) return "the browser imports no scoring";
  if (to.includes("seed/content")) return "the browser imports no form";
  if (!to.startsWith("client/") && !to.startsWith("shared/")) return "the browser imports no server code";
  const [own, other] = [featureOf(from), featureOf(to)];
  if (own && other && own !== other) return "a client feature imports no other client feature";
  if (own && to.startsWith("client/src/app/") && !["client/src/app/i18n.tsx", "client/src/app/use-dates.ts"].includes(to)) return "features do not import the application";
  return undefined;
}

function featureBreach(from: string, to: string, isOwn: boolean): string | undefined {
  if (!isOwn) return [...heldByMedia, ...heldByTransport].includes(to) ? "a feature imports neither transport nor media" : undefined;
  const own = featureOf(from);
  const other = featureOf(to);
  if (from === "server/features/index.ts") return undefined;
  if (other && own !== other) return unless(/\/(queries|steps)\.ts$/.test(to), "of another feature only its queries.ts and steps.ts");
  return unless(/^(shared\/|server\/(features|platform)\/|server\/jobs\/job\.ts|generated\/|server\/config\.ts)/.test(to), "a feature imports shared, platform and the job contract");
}

const findings = all.flatMap((entry) => {
  const reason = breach(entry);
  return reason ? [`${entry.from} imports ${entry.to}: ${reason}`] : [];
});

/** Cycles of value imports, found by depth-first search. */
function cycles(edges: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isOwn, isTypeOnly } of edges) if (isOwn && !isTypeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push(`import cycle: ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

/** Source files that nothing reaches, beside the doors of the program. */
function orphans(): string[] {
  const doors = /^(server\/main\.ts|client\/src\/main\.tsx|client\/src\/shell\/service-worker\.ts|client\/vite\.config\.ts|prisma\/(migrate|prisma\.config)\.ts|prisma\/seed\/demo\.ts)$/;
  const reached = new Set(sources.flatMap((path) => importsOf(path)).filter(({ isOwn }) => isOwn).map(({ to }) => to));
  return shipped.filter((path) => !reached.has(path) && !doors.test(path)).map((path) => `${path}: nothing imports it`);
}

report("import law", [...findings, ...cycles(all), ...orphans()]);
