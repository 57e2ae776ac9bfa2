import { createPrivateKey, randomBytes, webcrypto } from "node:crypto";
import { BitString, fromBER, Integer, OctetString, Sequence, Set as DerSet, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  RelativeDistinguishedNames,
} from "pkijs";

/** Said in each name, so that no reader of a certificate mistakes one for the real thing. */
const ORGANIZATION = "Épreuve – démonstration";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const DAY_MS = 86_400_000;
const YEARS_VALID = 10;

const KEY_USAGE_AUTHORITY = 0b0000_0110;
/** Digital signature and non-repudiation, the usages of a signature on a document. */
const KEY_USAGE_DOCUMENT = 0b1100_0000;

export type DevelopmentPem = { readonly key: string; readonly certificate: string; readonly authority: string };

type Party = { readonly name: string; readonly keys: webcrypto.CryptoKeyPair; readonly keyId: ArrayBuffer };

async function createParty(name: string): Promise<Party> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const point = await webcrypto.subtle.exportKey("raw", keys.publicKey);
  return { name, keys, keyId: await webcrypto.subtle.digest("SHA-1", point) };
}

function distinguishedName(commonName: string): RelativeDistinguishedNames {
  const entry = (type: string, value: string): DerSet =>
    new DerSet({ value: [new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }).toSchema()] });
  // From bytes, for pkijs would otherwise put both entries in one set, as a single name of two parts.
  const name = new Sequence({ value: [entry("2.5.4.10", ORGANIZATION), entry("2.5.4.3", commonName)] });
  return new RelativeDistinguishedNames({ schema: fromBER(name.toBER()).result });
}

function keyUsage(bits: number): Extension {
  // DER leaves out the zeros at the end of a named bit list.
  const unusedBits = 31 - Math.clz32(bits & -bits);
  const value = new BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits });
  return new Extension({ extnID: "2.5.29.15", critical: true, extnValue: value.toBER() });
}

function extensions(subject: Party, issuer: Party): Extension[] {
  const isAuthority = subject === issuer;
  const constraints = new BasicConstraints(isAuthority ? { cA: true, pathLenConstraint: 0 } : { cA: false });
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: issuer.keyId }) });
  return [
    new Extension({ extnID: "2.5.29.19", critical: true, extnValue: constraints.toSchema().toBER() }),
    keyUsage(isAuthority ? KEY_USAGE_AUTHORITY : KEY_USAGE_DOCUMENT),
    new Extension({ extnID: "2.5.29.14", extnValue: new OctetString({ valueHex: subject.keyId }).toBER() }),
    new Extension({ extnID: "2.5.29.35", extnValue: authorityKey.toSchema().toBER() }),
  ];
}

async function issue(subject: Party, issuer: Party, now: Date): Promise<string> {
  const certificate = new Certificate({ version: 2 });
  const serial = new Uint8Array(randomBytes(16));
  // A serial number is positive and keeps its length: first bit 0, second bit 1.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: serial.buffer });
  certificate.issuer = distinguishedName(issuer.name);
  certificate.subject = distinguishedName(subject.name);
  certificate.notBefore.value = new Date(now.getTime() - DAY_MS);
  certificate.notAfter.value = new Date(now.getTime() + YEARS_VALID * 365 * DAY_MS);
  certificate.extensions = extensions(subject, issuer);
  await certificate.subjectPublicKeyInfo.importKey(subject.keys.publicKey);
  await certificate.sign(issuer.keys.privateKey, "SHA-256");
  const lines = Buffer.from(certificate.toSchema(true).toBER()).toString("base64").replaceAll(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`;
}

/** A root and a signing certificate. The root's key is dropped here: nobody can ever issue a second certificate. */
export async function issueDevelopmentCertificates(now: Date): Promise<DevelopmentPem> {
  const authority = await createParty("Épreuve – démonstration – autorité");
  const signer = await createParty("Épreuve – démonstration – attestations");
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", signer.keys.privateKey));
  return {
    key: createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })
      .export({ type: "pkcs8", format: "pem" })
      .toString(),
    certificate: await issue(signer, authority, now),
    authority: await issue(authority, authority, now),
  };
}
