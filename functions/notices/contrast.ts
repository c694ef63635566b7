/** Contrast by WCAG 2.2: a program chooses its color, and what stands on it stays readable. */

export const INK = '#1b1b1b';
export const PAPER = '#ffffff';

/** Between 1 and 21. Colors as `#rrggbb`. */
export const contrast = (a: string, b: string): number => {
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

/** Ink or paper, whichever is read better there. One of the two always has more than 4.5. */
export const textOn = (color: string) => (contrast(color, PAPER) >= contrast(color, INK) ? PAPER : INK);

/** The color where it is seen against paper (3:1, WCAG 1.4.11), ink where it is not. */
export const edgeOf = (color: string) => (contrast(color, PAPER) >= 3 ? color : INK);

const luminance = (color: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
