import { en } from './en.ts';
import { es } from './es.ts';

export type Language = 'en' | 'es';
export type Texts = typeof en;

export const catalogs: Record<Language, Texts> = { en, es };
