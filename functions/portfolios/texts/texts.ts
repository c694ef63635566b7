import type { Language } from '../../platform/http/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';

const catalogs = { en, es };

export const textsIn = (language: Language) => catalogs[language];
