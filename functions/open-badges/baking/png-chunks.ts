/** A PNG as the list of its chunks (PNG, third edition, section 5). */
import { crc32 } from 'node:zlib';
import { NotBakeable } from './baked.ts';

export interface Chunk {
  /** Four letters, such as `IHDR`. */
  type: string;
  data: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The length before a chunk's data, its type, and the checksum after it. */
const AROUND = 12;

/** Whether bytes begin as every PNG does. */
export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));

/**
 * Every chunk from `IHDR` to `IEND`; bytes after that belong to no chunk and are left out. Throws `not-an-image` without the
 * signature of a PNG, and `image-damaged` for a wrong checksum, a chunk that the file ends in, or a first chunk that is not `IHDR`.
 */
export const chunksOf = (png: Uint8Array): Chunk[] => {
  if (!isPng(png)) throw new NotBakeable('not-an-image');
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  do {
    const chunk = chunkAt(bytes, at);
    chunks.push(chunk);
    at += AROUND + chunk.data.length;
  } while (chunks.at(-1)?.type !== 'IEND');
  if (chunks[0]?.type !== 'IHDR' || chunks[0].data.length !== 13) throw new NotBakeable('image-damaged');
  return chunks;
};

const chunkAt = (bytes: Buffer, at: number): Chunk => {
  if (bytes.length < at + AROUND) throw new NotBakeable('image-damaged');
  const end = at + 8 + bytes.readUInt32BE(at);
  if (bytes.length < end + 4) throw new NotBakeable('image-damaged');
  if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw new NotBakeable('image-damaged');
  return { type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) };
};

/** The file that these chunks make, each with its checksum. */
export const pngOf = (chunks: readonly Chunk[]): Uint8Array =>
  Uint8Array.from(Buffer.concat([SIGNATURE, ...chunks.map(bytesOf)]));

const bytesOf = ({ type, data }: Chunk): Buffer => {
  const bytes = Buffer.alloc(AROUND + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
};
