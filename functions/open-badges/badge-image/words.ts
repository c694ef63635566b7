/** The words of a badge's picture: its initials, and what is said to people who do not see it. */
import type { BadgePicture } from './medal.ts';

/** Words that names are held together by, in the languages of badges. */
const SMALL = new Set(
  'a an and at by de del e el en for in la las los of on o para por the to u un una with y'.split(' '),
);

const MOST_INITIALS = 2;
/** A letter with all its marks, or an emoji of several parts, is shorter; one that is longer is cut to its first character. */
const LONGEST = 32;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const SHOWN = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/**
 * At most two initials, as whole letters of any script: one from each of the first words that carry meaning. None for a name
 * without letters, digits or emoji.
 */
export const initialsOf = (name: string): string[] => {
  const words = name.normalize('NFC').split(/[\s\p{Pd}/_,.:;&+|]+/u);
  const large = words.filter((word) => !SMALL.has(word.toLowerCase())).flatMap(initialOf);
  return (large.length > 0 ? large : words.flatMap(initialOf)).slice(0, MOST_INITIALS);
};

/** Before most Arabic nouns, joined to them: with it, every badge would have the same initials. */
const ARABIC_ARTICLE = /^ال(?=\p{L}{2})/u;

const initialOf = (word: string): string[] => {
  for (const { segment } of graphemes.segment(word.replace(ARABIC_ARTICLE, ''))) {
    if (!SHOWN.test(segment)) continue;
    return [upper(segment.length > LONGEST ? String.fromCodePoint(segment.codePointAt(0) ?? 0) : segment)];
  }
  return [];
};

/** A few small letters have two large ones for their own: ß would become SS. */
const upper = (letter: string): string => {
  const large = letter.toUpperCase();
  return [...graphemes.segment(large)].length === 1 ? large : letter;
};

const WORDS = {
  en: {
    title: (name: string, tier: number) => `Badge “${name}”, tier ${tier}`,
    initials: (initials: string[]) =>
      `A medal with the ${initials.length === 1 ? 'initial' : 'initials'} ${initials.join(' ')} and`,
    star: 'A medal with a star and',
    dots: (tier: number) => (tier === 1 ? 'one dot for its tier.' : `${tier} dots, one for each tier.`),
  },
  es: {
    title: (name: string, tier: number) => `Insignia «${name}», nivel ${tier}`,
    initials: (initials: string[]) =>
      `Una medalla con ${initials.length === 1 ? 'la inicial' : 'las iniciales'} ${initials.join(' ')} y`,
    star: 'Una medalla con una estrella y',
    dots: (tier: number) => (tier === 1 ? 'un punto por su nivel.' : `${tier} puntos, uno por cada nivel.`),
  },
};

/** What the badge is, for where the picture cannot be seen, and what the picture shows. */
export const badgeImageWords = ({ name, tier, tierName, language }: Omit<BadgePicture, 'colors'>) => {
  const words = WORDS[language];
  const initials = initialsOf(name);
  return {
    title: words.title(name, tier) + (tierName ? `: ${tierName}` : ''),
    description: `${initials.length > 0 ? words.initials(initials) : words.star} ${words.dots(tier)}`,
  };
};
