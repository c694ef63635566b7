/** How much of each point of the picture a shape covers. From that, edges come out smooth. */
import { HIGH, type Points, strokesOf, WIDE } from './letters.ts';
import { CENTER, type Disk, NOTCH, SIZE, STAR } from './medal.ts';

/** From 0 to 1 for each point, row by row. */
export type Mask = Float64Array;

/** Disks as one shape. */
export const coverDisks = (disks: readonly Disk[]): Mask => {
  const mask = new Float64Array(SIZE * SIZE);
  for (const { x, y, r } of disks)
    coverBox(
      mask,
      { left: x - r, top: y - r, right: x + r, bottom: y + r },
      (px, py) => r - Math.hypot(px - x, py - y),
    );
  return mask;
};

/** The star around the middle: each of its ten edges is a mirror image of the one from the topmost tip to the notch beside it. */
export const coverStar = (): Mask => {
  const mask = new Float64Array(SIZE * SIZE);
  const [tip, notch] = [
    { x: 0, y: STAR },
    { x: STAR * NOTCH * Math.sin(Math.PI / 5), y: STAR * NOTCH * Math.cos(Math.PI / 5) },
  ];
  const edge = Math.hypot(notch.x - tip.x, notch.y - tip.y);
  coverBox(mask, boxAround(STAR, STAR), (px, py) => {
    const [x, y] = folded(px - CENTER, CENTER - py);
    return ((notch.x - tip.x) * (tip.y - y) + (notch.y - tip.y) * (x - tip.x)) / edge;
  });
  return mask;
};

/** The same place in the tenth of the star right of its topmost tip. */
const folded = (x: number, y: number): [number, number] => {
  const fifth = (2 * Math.PI) / 5;
  const angle = Math.atan2(x, y);
  const within = Math.abs(angle - fifth * Math.round(angle / fifth));
  const distance = Math.hypot(x, y);
  return [distance * Math.sin(within), distance * Math.cos(within)];
};

/** Letters side by side around the middle, with `unit` from one point to the next, as strokes with round ends. */
export const coverLetters = (letters: readonly Points[], unit: number): Mask => {
  const mask = new Float64Array(SIZE * SIZE);
  const width = letters.length * (WIDE + 1) - 2;
  const from = { x: CENTER - (width / 2) * unit, y: CENTER - ((HIGH - 1) / 2) * unit };
  const half = (unit * BOLDNESS) / 2;
  for (const [index, letter] of letters.entries())
    for (const [x, y, dx, dy] of strokesOf(letter)) {
      const start = { x: from.x + (x + index * (WIDE + 1)) * unit, y: from.y + y * unit };
      coverStroke(mask, start, { x: dx * unit, y: dy * unit }, half);
    }
  return mask;
};

/** How wide a stroke is, in units. */
const BOLDNESS = 1.2;

interface Place {
  x: number;
  y: number;
}

/** Everything that is at most `half` away from a line, which runs from a place as far as `along`. */
const coverStroke = (mask: Mask, { x, y }: Place, along: Place, half: number): void => {
  const box = {
    left: Math.min(x, x + along.x) - half,
    top: y - half,
    right: Math.max(x, x + along.x) + half,
    bottom: y + along.y + half,
  };
  const length = along.x ** 2 + along.y ** 2;
  coverBox(mask, box, (px, py) => {
    const share = length === 0 ? 0 : ((px - x) * along.x + (py - y) * along.y) / length;
    const nearest = Math.min(Math.max(share, 0), 1);
    return half - Math.hypot(px - x - nearest * along.x, py - y - nearest * along.y);
  });
};

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const boxAround = (halfWidth: number, halfHeight: number): Box => ({
  left: CENTER - halfWidth,
  top: CENTER - halfHeight,
  right: CENTER + halfWidth,
  bottom: CENTER + halfHeight,
});

/** Between none and all: more are not seen, and make the file longer. */
const SHADES = 8;

/** Covers what lies within the box by `depth`: how far inside the shape the middle of a point is, negative outside. */
const coverBox = (mask: Mask, box: Box, depth: (x: number, y: number) => number): void => {
  const [left, right] = [Math.max(Math.floor(box.left) - 1, 0), Math.min(Math.ceil(box.right) + 1, SIZE)];
  const [top, bottom] = [Math.max(Math.floor(box.top) - 1, 0), Math.min(Math.ceil(box.bottom) + 1, SIZE)];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const covered = Math.round(Math.min(Math.max(depth(x + 0.5, y + 0.5) + 0.5, 0), 1) * SHADES) / SHADES;
      const at = y * SIZE + x;
      if (covered > (mask[at] ?? 0)) mask[at] = covered;
    }
};
