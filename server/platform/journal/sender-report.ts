/** What a sender says of its own clock, as it is kept in a journal (RFC 3550, 6.4.1): this timestamp was that moment. */
export interface SenderReport {
  readonly ssrc: number;
  /** Seconds and their fraction (2^-32) since 1900, by the sender's clock. */
  readonly ntpSec: number;
  readonly ntpFrac: number;
  readonly rtpTs: number;
}

const bytesOfReport = 16;

export function encodeSenderReport({ ssrc, ntpSec, ntpFrac, rtpTs }: SenderReport): Buffer {
  const bytes = Buffer.alloc(bytesOfReport);
  bytes.writeUInt32BE(ssrc, 0);
  bytes.writeUInt32BE(ntpSec, 4);
  bytes.writeUInt32BE(ntpFrac, 8);
  bytes.writeUInt32BE(rtpTs, 12);
  return bytes;
}

/** The report, or undefined for bytes that are not one. */
export function decodeSenderReport(bytes: Buffer): SenderReport | undefined {
  if (bytes.length !== bytesOfReport) return undefined;
  return {
    ssrc: bytes.readUInt32BE(0),
    ntpSec: bytes.readUInt32BE(4),
    ntpFrac: bytes.readUInt32BE(8),
    rtpTs: bytes.readUInt32BE(12),
  };
}

/** The sender's moment in milliseconds; only differences of it mean anything here. */
export const ntpMs = ({ ntpSec, ntpFrac }: SenderReport): number => ntpSec * 1000 + (ntpFrac / 2 ** 32) * 1000;
