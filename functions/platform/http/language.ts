/** The languages that pages and errors are written in. */
export type Language = 'en' | 'es';

const isLanguage = (tag: string): tag is Language => tag === 'en' || tag === 'es';

/** The first of our languages that the reader wants (RFC 9110 `Accept-Language`, with weights); English otherwise. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', weight] = range.split(';').map((part) => part.trim().toLowerCase());
    return { language: tag.split('-')[0] ?? '', weight: Number(weight?.replace(/^q=/, '') ?? 1) };
  });
  const best = wanted
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .find(({ language }) => isLanguage(language));
  return best && isLanguage(best.language) ? best.language : 'en';
};
