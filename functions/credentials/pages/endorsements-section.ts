/** Who else stands behind a badge: on its own page, and on that of every credential that was issued with it. */
import { html } from 'hono/html';
import type { SignedEndorsement } from '../../open-badges/endorsement.ts';
import { day } from '../../platform/day.ts';
import type { Html } from '../../platform/page.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { section, webLink } from './page-parts.ts';

interface Endorsed {
  language: 'en' | 'es';
  /** The language that the program writes in, and hosted endorsements with it. */
  said: string;
  /** The issuer of the badge: what it signed itself, it hosts for somebody without a key. */
  issuerId: string;
  endorsements: readonly SignedEndorsement[];
}

export const endorsementsSection = (endorsed: Endorsed): Html => {
  const { language, endorsements } = endorsed;
  const texts = textsIn(language);
  const list = html`<p>${texts.endorsementsMore}</p>
    <ul class="rows">${endorsements.map((one) => row(one, endorsed, texts))}</ul>`;
  return section(texts.endorsements, endorsements.length === 0 ? undefined : list, 'endorsements');
};

const row = (endorsement: SignedEndorsement, { language, said, issuerId }: Endorsed, texts: Texts): Html => {
  const { name, description, issuer, validFrom, credentialSubject } = endorsement;
  const hosted = issuer.id === issuerId;
  const comment = credentialSubject.endorsementComment;
  return html`<li>
      <h3${hosted ? html` lang="${said}"` : ''}>${hosted ? name : webLink(issuer.url, issuer.name)}</h3>
      ${hosted && description ? html`<p lang="${said}">${description}</p>` : ''}
      ${comment ? html`<blockquote class="prose">${comment}</blockquote>` : ''}
      <p class="hint">${hosted ? texts.hosted : texts.signedByEndorser} <time datetime="${validFrom}">${texts.since(day(validFrom, language))}</time></p>
    </li>`;
};
