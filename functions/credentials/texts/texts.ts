import { en } from './en.ts';
import { es } from './es.ts';

const catalogs = { en, es };

/** The words in a language; English where a program names none. */
export const textsIn = (language: 'en' | 'es' | undefined) => catalogs[language ?? 'en'];
