import { element, float, headOf, raw, text, unsigned } from "./ebml.ts";
import type { PictureSize } from "./vp8.ts";

/** Writes WebM (Matroska, RFC 9559) with VP8 and Opus: what browsers play and tools read, with a table to jump by. */

export interface WebmBlock {
  readonly atMs: number;
  readonly bytes: Buffer;
  readonly isKey: boolean;
}

export interface WebmFile {
  readonly picture: { readonly size: PictureSize; readonly blocks: readonly WebmBlock[] } | undefined;
  readonly sound: { readonly channels: 1 | 2; readonly gainDb: number; readonly blocks: readonly WebmBlock[] } | undefined;
  readonly durationMs: number;
  /** Told with the file, by name. */
  readonly tags: { readonly [name: string]: string };
}

const ids = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  tags: 0x1254c367,
  cues: 0x1c53bb6b,
  cluster: 0x1f43b675,
} as const;

const pictureTrack = 1;
const soundTrack = 2;
// A block says its time within its cluster in sixteen bits.
const clusterMs = 10_000;
/** A longer hole begins a cluster with the true time of what follows it. */
const holeMs = 2_000;

interface Placed extends WebmBlock {
  readonly track: number;
}
interface Cluster {
  readonly atMs: number;
  readonly blocks: Placed[];
}

export function writeWebm(file: WebmFile): Buffer {
  const clusters = clustersOf(blocksOf(file));
  const written = clusters.map(clusterBytes);
  const info = infoBytes(file.durationMs);
  const tracks = element(ids.tracks, ...tracksOf(file));
  const tags = element(ids.tags, ...Object.entries(file.tags).map(tagBytes));
  // Every number takes eight bytes, so the table of contents is as long with true positions as with none.
  const parts = [info, tracks, tags, cueTable(clusters, [])];
  const sizes = parts.map(({ length }) => length);
  const firstElement = seekHead([]).length;
  const positions = sizes.map((_size, index) => firstElement + sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  let at = firstElement + sizes.reduce((sum, size) => sum + size, 0);
  const clusterPositions = written.map(({ length }) => {
    const position = at;
    at += length;
    return position;
  });
  return Buffer.concat([
    ebmlHead(),
    headOf(ids.segment, at),
    seekHead(positions),
    info,
    tracks,
    tags,
    cueTable(clusters, clusterPositions),
    ...written,
  ]);
}

const ebmlHead = (): Buffer =>
  element(
    ids.ebml,
    unsigned(0x4286, 1),
    unsigned(0x42f7, 1),
    unsigned(0x42f2, 4),
    unsigned(0x42f3, 8),
    text(0x4282, "webm"),
    unsigned(0x4287, 4),
    unsigned(0x4285, 2),
  );

const seekHead = (positions: readonly number[]): Buffer =>
  element(
    ids.seekHead,
    ...[ids.info, ids.tracks, ids.tags, ids.cues].map((id, index) =>
      element(0x4dbb, element(0x53ab, raw(id)), unsigned(0x53ac, positions[index] ?? 0)),
    ),
  );

const infoBytes = (durationMs: number): Buffer =>
  element(
    ids.info,
    // Times are milliseconds.
    unsigned(0x2ad7b1, 1_000_000),
    float(0x4489, durationMs),
    text(0x4d80, "Epreuve"),
    text(0x5741, "Epreuve"),
  );

function tracksOf({ picture, sound }: WebmFile): Buffer[] {
  const head = (track: number, type: number, codec: string): Buffer[] => [
    unsigned(0xd7, track),
    unsigned(0x73c5, track),
    unsigned(0x83, type),
    unsigned(0x9c, 0),
    text(0x86, codec),
  ];
  const found: Buffer[] = [];
  if (picture) {
    const { width, height } = picture.size;
    found.push(element(0xae, ...head(pictureTrack, 1, "V_VP8"), element(0xe0, unsigned(0xb0, width), unsigned(0xba, height))));
  }
  if (sound)
    found.push(
      element(
        0xae,
        ...head(soundTrack, 2, "A_OPUS"),
        element(0x63a2, opusHead(sound.channels, sound.gainDb)),
        unsigned(0x56aa, 0),
        unsigned(0x56bb, 80_000_000),
        element(0xe1, float(0xb5, 48_000), unsigned(0x9f, sound.channels)),
      ),
    );
  return found;
}

/** Nothing is skipped at the beginning: the first packet comes from the middle of what was said. */
function opusHead(channels: 1 | 2, gainDb: number): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt32LE(48_000, 12);
  head.writeInt16LE(Math.round(gainDb * 256), 16);
  return head;
}

const tagBytes = ([name, value]: readonly [string, string]): Buffer =>
  element(0x7373, element(0x63c0), element(0x67c8, text(0x45a3, name), text(0x4487, value)));

function blocksOf({ picture, sound }: WebmFile): Placed[] {
  const blocks = [
    ...(picture?.blocks ?? []).map((block) => ({ ...block, track: pictureTrack })),
    ...(sound?.blocks ?? []).map((block) => ({ ...block, track: soundTrack })),
  ];
  return blocks.map((block) => ({ ...block, atMs: Math.round(block.atMs) })).toSorted((a, b) => a.atMs - b.atMs || a.track - b.track);
}

/** One for each picture that needs no other, so that each of them can be jumped to. */
function clustersOf(blocks: readonly Placed[]): Cluster[] {
  const clusters: Cluster[] = [];
  let open: Cluster | undefined;
  let lastMs = 0;
  for (const block of blocks) {
    const isJump = block.track === pictureTrack && block.isKey;
    if (!open || isJump || block.atMs - open.atMs >= clusterMs || block.atMs - lastMs > holeMs) {
      open = { atMs: block.atMs, blocks: [] };
      clusters.push(open);
    }
    open.blocks.push(block);
    lastMs = block.atMs;
  }
  return clusters;
}

function clusterBytes({ atMs, blocks }: Cluster): Buffer {
  const written = blocks.map((block) => {
    const head = Buffer.alloc(4);
    head.writeUInt8(0x80 | block.track, 0);
    head.writeInt16BE(block.atMs - atMs, 1);
    head.writeUInt8(block.isKey ? 0x80 : 0, 3);
    return element(0xa3, head, block.bytes);
  });
  return element(ids.cluster, unsigned(0xe7, atMs), ...written);
}

/** Where one can jump to: pictures that need no other; without a picture, anywhere. */
function cueTable(clusters: readonly Cluster[], positions: readonly number[]): Buffer {
  const hasPicture = clusters.some(({ blocks }) => blocks.some(({ track }) => track === pictureTrack));
  const points = clusters.flatMap(({ atMs, blocks }, index) => {
    const [first] = blocks;
    if (!first || (hasPicture && !(first.track === pictureTrack && first.isKey))) return [];
    const place = element(0xb7, unsigned(0xf7, first.track), unsigned(0xf1, positions[index] ?? 0));
    return [element(0xbb, unsigned(0xb3, atMs), place)];
  });
  return element(ids.cues, ...points);
}
