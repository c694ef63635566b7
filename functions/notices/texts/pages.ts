import type { Language } from '../../platform/http/language.ts';
import { en } from './pages-en.ts';
import { es } from './pages-es.ts';

export type PageTexts = typeof en;
const catalogs: Record<Language, PageTexts> = { en, es };

/** The words of the pages in a language. */
export const pageTexts = (language: Language): PageTexts => catalogs[language];
