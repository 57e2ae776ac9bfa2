import { isIPv6 } from "node:net";

/**
 * Where a request comes from, as limits count it. Whoever has one IPv6 address has the 2^64 of its network: they are
 * one place. An IPv4 address is itself, however it is written.
 */
export function placeOf(address: string | undefined): string {
  const [plain = ""] = (address ?? "").split("%");
  if (!isIPv6(plain)) return plain === "" ? "unknown" : plain;
  // The URL parser knows every way to write such an address, and answers the shortest one, in hexadecimal.
  const shortest = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(shortest) ?? [];
  if (high !== undefined && low !== undefined)
    return [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]).join(".");
  const [before = "", after] = shortest.split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after ? after.split(":") : [];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
