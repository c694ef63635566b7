import type { Language } from '../../platform/http/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type Texts = typeof en;

export const textsOf = (language: Language): Texts => ({ en, es })[language];
