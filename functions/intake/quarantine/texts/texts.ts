import type { Language } from '../../../platform/http/language.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type Texts = typeof en;

export const textsIn = (language: Language): Texts => ({ en, es })[language];

/** A time as people write it, of an ISO time; in UTC, because a program has no time zone of its own. */
export const minute = (iso: string, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso));
