/** What the picture of a badge is made of, for every format alike: disks of one color each, one layer over the other. */
import { type Colors, textOn } from '../../platform/page.ts';

/** Width and height. */
export const SIZE = 400;
export const CENTER = SIZE / 2;
export const MOST_TIERS = 20;

export interface BadgePicture {
  name: string;
  /** From 1 to 20. */
  tier: number;
  /** What the program calls the tier. */
  tierName?: string | undefined;
  /** The colors of the program, `#rrggbb`. */
  colors: Colors;
  language: 'en' | 'es';
}

export interface Disk {
  x: number;
  y: number;
  r: number;
}

/** Disks that together are one shape. */
export interface Layer {
  color: string;
  disks: Disk[];
}

const OUTERMOST = 194;
const NOTCHES = 178;
const BODY = 168;
const DOTS = 143;
const DOT = 9;
const PLATE = 118;
const RING = { outer: 108, inner: 102 };

/** The size of the font of one initial, of two, and of two that are wide. */
export const LETTERS = { one: 124, two: 92, twoWide: 74 };
/** The radius of the star that stands in place of initials. */
export const STAR = 76;
/** How far in a star has its notches. */
export const NOTCH = 0.45;

/**
 * The layers, from the back to the front, and the color of what stands on them. The rim has more lobes the higher the tier, and
 * there is a dot for each tier. Throws a RangeError for a tier that is not a whole number from 1 to 20, and for another color.
 */
export const medalOf = ({ tier, colors }: Pick<BadgePicture, 'tier' | 'colors'>): { layers: Layer[]; ink: string } => {
  if (!Number.isInteger(tier) || tier < 1 || tier > MOST_TIERS) throw new RangeError(`There is no tier ${tier}.`);
  const { primary, accent } = colors;
  if (![primary, accent].every((color) => /^#[0-9a-f]{6}$/i.test(color)))
    throw new RangeError('A color is written as #rrggbb.');
  // At least 4.58:1, whatever the color: the same for the dots on the body as for the initials on the plate.
  const plate = textOn(primary);
  return {
    layers: [
      { color: accent, disks: rimOf(tier) },
      { color: primary, disks: [centered(BODY)] },
      { color: plate, disks: [...dotsOf(tier), centered(PLATE)] },
      { color: accent, disks: [centered(RING.outer)] },
      { color: plate, disks: [centered(RING.inner)] },
    ],
    ink: primary,
  };
};

const centered = (r: number): Disk => ({ x: CENTER, y: CENTER, r });

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Degrees run clockwise from the top. */
const around = (distance: number, degrees: number, r: number): Disk => {
  const angle = (degrees * Math.PI) / 180;
  return { x: rounded(CENTER + distance * Math.sin(angle)), y: rounded(CENTER - distance * Math.cos(angle)), r };
};

/** A circle for the first tier; from the second on, lobes that meet each other on the notches' circle and touch the outermost. */
const rimOf = (tier: number): Disk[] => {
  if (tier === 1) return [centered(OUTERMOST)];
  const lobes = 2 * tier + 4;
  const distance = (OUTERMOST ** 2 - NOTCHES ** 2) / (2 * (OUTERMOST - NOTCHES * Math.cos(Math.PI / lobes)));
  const r = rounded(OUTERMOST - distance);
  return [centered(NOTCHES), ...Array.from({ length: lobes }, (_, at) => around(distance, (360 / lobes) * at, r))];
};

/** From the middle of the top to both sides; twenty make a full circle. */
const dotsOf = (tier: number): Disk[] =>
  Array.from({ length: tier }, (_, at) => around(DOTS, (360 / MOST_TIERS) * (at - (tier - 1) / 2), DOT));

/** The corners of the star, tips and notches by turns from the top on. */
export const starCorners = Array.from({ length: 10 }, (_, at) =>
  around(at % 2 === 0 ? STAR : STAR * NOTCH, 36 * at, 0),
);
