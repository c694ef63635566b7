import type { Language } from '../../platform/http/language.ts';
import type { Code } from '../findings.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { findingsEn } from './findings-en.ts';
import { findingsEs } from './findings-es.ts';

const catalogs = { en, es };
const findings = { en: findingsEn, es: findingsEs };

export type Texts = typeof en;
export const textsIn = (language: Language): Texts => catalogs[language];

/** What a code means to a reader, and what to do about it; `null` where there is nothing to do. */
export const sayingOf = (code: Code, language: Language): { message: string; whatToDo: string | null } => {
  const [message, whatToDo = null] = findings[language][code];
  return { message, whatToDo };
};
