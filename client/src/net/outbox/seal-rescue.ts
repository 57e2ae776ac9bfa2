import { openPart, rescueFormat, rescuePurpose, type RescueFile } from "#shared/domain/rescue/rescue-file.ts";

/** Seals what this device holds for the server alone: whoever finds the file reads nothing of it. */
export async function sealRescue(
  publicKey: string,
  { sittingId, runId }: Pick<RescueFile, "sittingId" | "runId">,
  content: unknown,
): Promise<RescueFile> {
  const curve = { name: "ECDH", namedCurve: "P-256" } as const;
  const serverBytes = fromBase64url(publicKey);
  const [server, own] = await Promise.all([
    crypto.subtle.importKey("raw", serverBytes, curve, false, []),
    crypto.subtle.generateKey(curve, false, ["deriveBits"]),
  ]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, own.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(rescuePurpose);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: serverBytes, info };
  const key = await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(openPart({ version: 1, sittingId, runId }));
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain);
  const point = await crypto.subtle.exportKey("raw", own.publicKey);
  return {
    format: rescueFormat,
    version: 1,
    sittingId,
    runId,
    key: toBase64url(new Uint8Array(point)),
    iv: toBase64url(iv),
    sealed: toBase64url(new Uint8Array(sealed)),
  };
}

function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
