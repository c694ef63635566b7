/** The text of HTML that an editor made: what a reviewer reads and what is counted as words. Not for showing as HTML. */

const ENDS_A_LINE = /^<(?:br|hr)\b|^<\/(?:p|div|li|ul|ol|h[1-6]|tr|table|blockquote|pre|section|article)\b/i;

/** Those that editors write; all others have numbers too. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

export const plainText = (html: string): string =>
  html
    .replace(/[\r\n]+/g, ' ')
    .replace(/<[a-z/!][^<>]*>/gi, (tag) => (ENDS_A_LINE.test(tag) ? '\n' : ''))
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, decoded)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
    .toWellFormed();

const decoded = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
};
