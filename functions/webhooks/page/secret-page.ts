/** The answer to the form that made a secret: the only page that ever shows it. */
import { html } from 'hono/html';
import type { Language } from '../../platform/http/language.ts';
import { page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { moment, textsIn } from './texts/texts.ts';

export interface SecretPage {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  endpoint: Endpoint;
  secret: string;
}

export const secretPage = ({ language, reader, program, endpoint, secret }: SecretPage): string => {
  const texts = textsIn(language);
  const until = endpoint.secrets[1]?.until;
  const heading = texts.secretOf(endpoint.description);
  const body = html`<h1>${heading}</h1>
    <p class="lead"><code>${secret}</code></p>
    <p><strong>${texts.secretOnce}</strong> ${texts.secretHow}</p>
    ${until ? html`<p>${texts.overlap(moment(until, language))}</p>` : ''}
    <p><a class="button" href="/programs/${program.programId}/webhooks">${texts.kept}</a></p>`;
  return page({ language, title: `${heading}, ${program.name}`, program, reader, body });
};
