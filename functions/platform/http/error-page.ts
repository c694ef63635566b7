/** What a person with a browser sees when something did not work. */
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Language } from './language.ts';

const words = {
  en: {
    title: 'This did not work',
    notFound: 'This page cannot be found',
    ours: 'Sorry, something went wrong',
    who: 'Some pages are only for certain people.',
    status: 'See who is signed in here',
    help: 'If you ask somebody for help, give them these two codes:',
  },
  es: {
    title: 'Esto no funcionó',
    notFound: 'No se encuentra esta página',
    ours: 'Lo sentimos, algo falló',
    who: 'Algunas páginas son solo para ciertas personas.',
    status: 'Ver quién ha iniciado sesión aquí',
    help: 'Si pide ayuda a alguien, dele estos dos códigos:',
  },
} satisfies Record<Language, object>;

interface Failure {
  status: number;
  code: string;
  message: string;
  correlationId: string;
}

export const errorPage = (language: Language, { status, code, message, correlationId }: Failure) => {
  const texts = words[language];
  const title = status === 404 ? texts.notFound : status >= 500 ? texts.ours : texts.title;
  const body = html`<h1>${title}</h1>
    <p class="lead">${message}</p>
    ${[401, 403, 404].includes(status) ? html`<p>${texts.who} <a href="/sign-in/status">${texts.status}</a></p>` : ''}
    <p class="hint">${texts.help} <code>${code}</code>, <code>${correlationId}</code></p>`;
  return page({ language, title, body });
};
