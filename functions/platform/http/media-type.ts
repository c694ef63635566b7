/** Which form of a thing a reader wants (RFC 9110, section 12.5.1). */

/**
 * The offered media type that `accept` likes best; among equals the one offered first, and that one too when none is liked:
 * a reader who asked for something else is better served than refused.
 */
export const preferredMediaType = <const T extends string>(
  accept: string | undefined,
  offered: readonly [T, ...T[]],
): T => {
  const ranges = (accept ?? '*/*').split(',').map(rangeOf);
  const [best] = offered
    .map((type) => ({ type, weight: weightOf(type, ranges) }))
    .toSorted((a, b) => b.weight - a.weight);
  return best && best.weight > 0 ? best.type : offered[0];
};

interface Range {
  range: string;
  weight: number;
}

const rangeOf = (text: string): Range => {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
};

/** The most specific range that covers a type decides. */
const weightOf = (type: string, ranges: readonly Range[]): number => {
  const covering = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const range of covering) {
    const found = ranges.find((one) => one.range === range);
    if (found) return found.weight;
  }
  return 0;
};
