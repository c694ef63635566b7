import type { Language } from './http/language.ts';

/** A date as people write it, of an ISO time; in UTC, because a program has no time zone of its own. */
export const day = (iso: string, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));

/** Whole days between two times. */
export const daysBetween = (since: string, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 86_400_000));
