/** Capital letters and digits as points, five wide and seven high: the PNG of a badge needs no font file. */
const ROWS: Record<string, string> = {
  A: '01110 10001 10001 11111 10001 10001 10001',
  B: '11110 10001 10001 11110 10001 10001 11110',
  C: '01110 10001 10000 10000 10000 10001 01110',
  D: '11110 10001 10001 10001 10001 10001 11110',
  E: '11111 10000 10000 11110 10000 10000 11111',
  F: '11111 10000 10000 11110 10000 10000 10000',
  G: '01110 10001 10000 10111 10001 10001 01110',
  H: '10001 10001 10001 11111 10001 10001 10001',
  I: '01110 00100 00100 00100 00100 00100 01110',
  J: '00111 00010 00010 00010 00010 10010 01100',
  K: '10001 10010 10100 11000 10100 10010 10001',
  L: '10000 10000 10000 10000 10000 10000 11111',
  M: '10001 11011 10101 10101 10001 10001 10001',
  N: '10001 11001 11001 10101 10011 10011 10001',
  O: '01110 10001 10001 10001 10001 10001 01110',
  P: '11110 10001 10001 11110 10000 10000 10000',
  Q: '01110 10001 10001 10001 10101 10010 01101',
  R: '11110 10001 10001 11110 10100 10010 10001',
  S: '01111 10000 10000 01110 00001 00001 11110',
  T: '11111 00100 00100 00100 00100 00100 00100',
  U: '10001 10001 10001 10001 10001 10001 01110',
  V: '10001 10001 10001 10001 10001 01010 00100',
  W: '10001 10001 10001 10101 10101 11011 10001',
  X: '10001 10001 01010 00100 01010 10001 10001',
  Y: '10001 10001 01010 00100 00100 00100 00100',
  Z: '11111 00001 00010 00100 01000 10000 11111',
  0: '01110 10001 10011 10101 11001 10001 01110',
  1: '00100 01100 00100 00100 00100 00100 01110',
  2: '01110 10001 00001 00110 01000 10000 11111',
  3: '11111 00010 00100 00010 00001 10001 01110',
  4: '00010 00110 01010 10010 11111 00010 00010',
  5: '11111 10000 11110 00001 00001 10001 01110',
  6: '00110 01000 10000 11110 10001 10001 01110',
  7: '11111 00001 00010 00100 01000 01000 01000',
  8: '01110 10001 10001 01110 10001 10001 01110',
  9: '01110 10001 10001 01111 00001 00010 01100',
};

export const WIDE = 5;
export const HIGH = 7;

/** Whether each point of a letter is set, row by row. */
export type Points = readonly boolean[][];

/** The letter without its marks, as points: É is written as E. Undefined for a letter of another script. */
export const pointsOf = (letter: string): Points | undefined => {
  const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
  if (!Object.hasOwn(ROWS, plain)) return undefined;
  return ROWS[plain]?.split(' ').map((row) => [...row].map((point) => point === '1'));
};

/** A line from a point of a letter: where it begins, and how far it runs to the right and down. */
export type Stroke = readonly [x: number, y: number, dx: number, dy: number];

/**
 * The lines that join the points of a letter: each to the next on its right and below, and across where no other point is there
 * to go by. A point that nothing joins is a line without length.
 */
export const strokesOf = (letter: Points): Stroke[] =>
  letter.flatMap((row, y) => row.flatMap((isSet, x) => (isSet ? strokesFrom(letter, x, y) : [])));

const strokesFrom = (letter: Points, x: number, y: number): Stroke[] => {
  const at = (dx: number, dy: number) => letter[y + dy]?.[x + dx] ?? false;
  const strokes: Stroke[] = [[x, y, 0, 0]];
  if (at(1, 0)) strokes.push([x, y, 1, 0]);
  if (at(0, 1)) strokes.push([x, y, 0, 1]);
  for (const side of [-1, 1]) if (at(side, 1) && !at(side, 0) && !at(0, 1)) strokes.push([x, y, side, 1]);
  return strokes;
};
