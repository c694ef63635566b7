import { en } from './en.ts';
import { es } from './es.ts';

const catalogs = { en, es };

export type Texts = typeof en;

/** The words in a language; English where a program names none. */
export const textsIn = (language: 'en' | 'es' | undefined): Texts => catalogs[language ?? 'en'];
