import type { Language } from '../../../platform/http/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type Texts = typeof en;
const catalogs: Record<Language, Texts> = { en, es };

/** The words in a language; English where a program names none. */
export const textsIn = (language: Language | undefined): Texts => catalogs[language ?? 'en'];

/** A moment to the second, and that it is in UTC: a program has no time zone. */
export const moment = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
