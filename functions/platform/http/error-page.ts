/** What a person with a browser sees when something did not work. */
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Language } from './language.ts';

const words = {
  en: { title: 'This did not work', help: 'If you ask somebody for help, tell them this:' },
  es: { title: 'Esto no funcionó', help: 'Si pide ayuda a alguien, dígale esto:' },
} satisfies Record<Language, object>;

interface Failure {
  code: string;
  message: string;
  correlationId: string;
}

export const errorPage = (language: Language, { code, message, correlationId }: Failure) => {
  const { title, help } = words[language];
  const body = html`<h1>${title}</h1>
    <p>${message}</p>
    <p>${help} <code>${code}</code>, <code>${correlationId}</code></p>`;
  return page({ language, title, body });
};
