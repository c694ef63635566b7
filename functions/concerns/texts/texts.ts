import type { Language } from '../../platform/http/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type Texts = typeof en;
const catalogs: Record<Language, Texts> = { en, es };

export const textsIn = (language: Language): Texts => catalogs[language];
