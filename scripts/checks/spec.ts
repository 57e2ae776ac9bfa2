/** Every rule of shared/SPEC.md is quoted by the title of at least one test, and every quoted rule exists. */
import { listFiles, read, report } from "./source-files.ts";

const idPattern = "[A-Z][A-Z0-9]*-\\d+[a-z]?";
const ids = Array.from(read("shared/SPEC.md").matchAll(new RegExp(`^- \\*\\*(${idPattern})\\*\\*`, "gm")), ([, id]) => id);
const rules = new Set(ids);
const quoted = new Map<string, string>();
for (const path of listFiles().filter((file) => /\.(test|spec)\.tsx?$/.test(file)))
  for (const [, ids] of read(path).matchAll(/["'`]\[([^\]]+)\]/g))
    for (const [id] of (ids ?? "").matchAll(new RegExp(idPattern, "g"))) quoted.set(id, path);

report("rules and their tests", [
  ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: two rules have this name`),
  ...[...rules].filter((id) => id !== undefined && !quoted.has(id)).map((id) => `${id}: no test title quotes this rule`),
  ...[...quoted].filter(([id]) => !rules.has(id)).map(([id, path]) => `${path}: quotes ${id}, which shared/SPEC.md does not have`),
]);
