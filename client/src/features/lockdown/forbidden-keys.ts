/** Keys that open something of the browser over the exam. */
type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export type ForbiddenKey = "DEVELOPER_TOOLS" | "PRINT" | "SAVE_PAGE";

const tools = new Set(["KeyI", "KeyJ", "KeyC", "KeyK"]);

export function forbiddenKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Press): ForbiddenKey | undefined {
  if (key === "F12") return "DEVELOPER_TOOLS";
  // AltGr, which writes characters on many keyboards, says Ctrl and Alt.
  const isWindows = ctrlKey && !altKey && !metaKey;
  const isMac = metaKey && !ctrlKey;
  if (isWindows && shiftKey && tools.has(code)) return "DEVELOPER_TOOLS";
  if (isMac && altKey && (tools.has(code) || code === "KeyU")) return "DEVELOPER_TOOLS";
  if (altKey || shiftKey || !(isWindows || isMac)) return undefined;
  switch (key.toLowerCase()) {
    case "u":
      return "DEVELOPER_TOOLS";
    case "p":
      return "PRINT";
    case "s":
      return "SAVE_PAGE";
    default:
      return undefined;
  }
}
