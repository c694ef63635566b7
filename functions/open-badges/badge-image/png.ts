/** The picture of a badge as PNG: the medal of the SVG, so that every badge has a PNG that a credential can be baked into. */
import { deflateSync } from 'node:zlib';
import { pngOf } from '../baking/png-chunks.ts';
import { coverDisks, coverLetters, coverStar, type Mask } from './cover.ts';
import { pointsOf } from './letters.ts';
import { type BadgePicture, medalOf, SIZE } from './medal.ts';
import { initialsOf } from './words.ts';

/** How wide a point of a letter is, with one letter and with two. */
const UNIT = { one: 16.5, two: 11.5 };
const CHANNELS = 4;

/**
 * The medal of a badge, 400 by 400, on a transparent ground. Initials are those from A to Z and 0 to 9, with their marks left
 * out; a badge with none of them has a star. The same badge gives the same bytes, less than 20 KB. Throws a RangeError for a tier
 * that is not a whole number from 1 to 20, and for a color that is not `#rrggbb`.
 */
export const badgePng = (picture: Pick<BadgePicture, 'name' | 'tier' | 'colors'>): Uint8Array => {
  const { layers, ink } = medalOf(picture);
  const points = new Float64Array(SIZE * SIZE * CHANNELS);
  for (const { color, disks } of layers) paint(points, color, coverDisks(disks));
  paint(points, ink, emblem(picture.name));
  return encoded(points);
};

const emblem = (name: string): Mask => {
  const letters = initialsOf(name)
    .map(pointsOf)
    .filter((letter) => letter !== undefined);
  if (letters.length === 0) return coverStar();
  return coverLetters(letters, letters.length === 1 ? UNIT.one : UNIT.two);
};

/** Lays a color over what is there: red, green and blue weighed by opacity, and opacity from 0 to 1. */
const paint = (points: Float64Array, color: string, mask: Mask): void => {
  const channels = [...[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)), 1];
  for (let to = 0; to < points.length; to++) {
    const covered = mask[Math.floor(to / CHANNELS)] ?? 0;
    if (covered > 0) points[to] = (channels[to % CHANNELS] ?? 0) * covered + (points[to] ?? 0) * (1 - covered);
  }
};

const HEADER = Buffer.alloc(13);
HEADER.writeUInt32BE(SIZE, 0);
HEADER.writeUInt32BE(SIZE, 4);
// Eight bits for each of red, green, blue and opacity.
HEADER.set([8, 6], 8);

const encoded = (points: Float64Array): Uint8Array =>
  pngOf([
    { type: 'IHDR', data: HEADER },
    { type: 'IDAT', data: deflateSync(linesOf(points), { level: 9 }) },
    { type: 'IEND', data: new Uint8Array() },
  ]);

/** Each line after a byte that says that it is as it is: of so few colors, differences would be longer. */
const linesOf = (points: Float64Array): Uint8Array => {
  const bytes = unweighed(points);
  const width = SIZE * CHANNELS;
  const lines = new Uint8Array(SIZE * (width + 1));
  for (let y = 0; y < SIZE; y++) lines.set(bytes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return lines;
};

/** PNG has its colors not weighed by opacity. */
const unweighed = (points: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(points.length);
  for (let at = 0; at < points.length; at += CHANNELS) {
    const opacity = points[at + CHANNELS - 1] ?? 0;
    if (opacity === 0) continue;
    for (let channel = 0; channel < CHANNELS - 1; channel++)
      bytes[at + channel] = Math.round((points[at + channel] ?? 0) / opacity);
    bytes[at + CHANNELS - 1] = Math.round(opacity * 255);
  }
  return bytes;
};
