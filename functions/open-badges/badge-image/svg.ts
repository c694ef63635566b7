/** The picture of a badge as SVG, by rule, where its program gives none. */
import { createHash } from 'node:crypto';
import { type BadgePicture, CENTER, type Layer, LETTERS, medalOf, SIZE, starCorners } from './medal.ts';
import { badgeImageWords, initialsOf } from './words.ts';

/**
 * The medal of a badge in the colors of its program, with the initials of its name and an alternative text: without script and
 * without anything from elsewhere, for a page as much as for a file. The same badge gives the same text. Throws a RangeError for
 * a tier that is not a whole number from 1 to 20, and for a color that is not `#rrggbb`.
 */
export const badgeSvg = (picture: BadgePicture): string => {
  const { layers, ink } = medalOf(picture);
  const { title, description } = badgeImageWords(picture);
  const id = idOf([title, description, ...layers.map(({ color }) => color)]);
  const language = picture.language;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}"`,
    ` role="img" aria-labelledby="${id}-title ${id}-desc" lang="${language}" xml:lang="${language}">`,
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`,
    ...layers.map(drawn),
    emblem(initialsOf(picture.name), ink),
    '</svg>\n',
  ].join('');
};

/** Several badges stand on one page: an id is one badge's own, and still the same every time. */
const idOf = (parts: readonly string[]): string =>
  `badge-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)}`;

const drawn = ({ color, disks }: Layer): string => {
  const circles = disks.map(({ x, y, r }) => `<circle cx="${x}" cy="${y}" r="${r}"/>`);
  return `<g fill="${color}">${circles.join('')}</g>`;
};

const emblem = (initials: readonly string[], ink: string): string => {
  if (initials.length === 0)
    return `<polygon points="${starCorners.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="${ink}"/>`;
  const size = sizeOf(initials);
  // Capitals are some seven tenths of their font's size high: their middle is where the medal's is.
  const baseline = CENTER + size * 0.36;
  return `<text x="${CENTER}" y="${baseline}" text-anchor="middle" font-family="system-ui,sans-serif" font-size="${size}" font-weight="700" fill="${ink}">${escaped(apart(initials))}</text>`;
};

/** Signs that are as wide as their font is high, and emoji, which are wider. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const sizeOf = (initials: readonly string[]): number => {
  if (initials.length === 1) return LETTERS.one;
  return initials.some((letter) => WIDE.test(letter)) ? LETTERS.twoWide : LETTERS.two;
};

/** Letters of scripts that are written joined would join across words. */
const apart = (initials: readonly string[]): string => initials.join('\u200C');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for XML, which has no way at all to write most control characters. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML refuses.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
