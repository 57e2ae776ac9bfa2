import { createHash, X509Certificate } from "node:crypto";
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence, Set as DerSet } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import type { DocumentSigner } from "./signer.ts";

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
  rsaWithSha256: "1.2.840.113549.1.1.11",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;

export const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(bytes).digest());

const octets = (bytes: Uint8Array<ArrayBuffer>): OctetString => new OctetString({ valueHex: bytes.buffer });

function signatureAlgorithm(certificate: Uint8Array): AlgorithmIdentifier {
  const keyType = new X509Certificate(certificate).publicKey.asymmetricKeyType;
  if (keyType === "rsa")
    return new AlgorithmIdentifier({ algorithmId: OID.rsaWithSha256, algorithmParams: new Null() });
  if (keyType === "ec") return new AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 });
  throw new Error(`A document is signed with an RSA or an elliptic-curve key, not with ${keyType ?? "this one"}.`);
}

/**
 * The attributes of CAdES B-B (ETSI EN 319 122-1). The certificate's own hash is signed (ESSCertIDv2, SHA-256 by
 * default), so that the certificate beside the signature cannot be exchanged for another one of the same key. There is
 * no signing-time attribute: PAdES keeps that time in the PDF's signature dictionary.
 */
export function signedAttributes(contentDigest: Uint8Array<ArrayBuffer>, certificate: Uint8Array): Attribute[] {
  const certificateId = new Sequence({ value: [octets(sha256(certificate))] });
  const signingCertificate = new Sequence({ value: [new Sequence({ value: [certificateId] })] });
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [octets(contentDigest)] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate] }),
  ];
  // DER orders the members of a SET by their bytes; the signature is over exactly that order.
  const der = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  return attributes.toSorted((a, b) => Buffer.compare(der(a), der(b)));
}

/** What is signed is the SET itself, not the `[0]` under which the message carries it (RFC 5652, 5.4). */
export function signedAttributesDer(attributes: readonly Attribute[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new DerSet({ value: attributes.map((attribute) => attribute.toSchema()) }).toBER());
}

/** A detached CMS signature over `content`, of level B-B. */
export async function signDetached(content: Uint8Array, signer: DocumentSigner): Promise<Uint8Array<ArrayBuffer>> {
  const [leafDer] = signer.certificateChain;
  if (leafDer === undefined) throw new Error("A signer has at least its own certificate.");
  const certificates = signer.certificateChain.map((der) => parseCertificate(der));
  const leaf = parseCertificate(leafDer);
  const attributes = signedAttributes(sha256(content), leafDer);
  const signature = await signer.sign(signedAttributesDer(attributes));
  const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: OID.sha256 });
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        digestAlgorithm,
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: signatureAlgorithm(leafDer),
        signature: octets(new Uint8Array(signature)),
      }),
    ],
  });
  const message = new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(message.toSchema().toBER());
}

function parseCertificate(der: Uint8Array): Certificate {
  return new Certificate({ schema: fromBER(new Uint8Array(der).buffer).result });
}
