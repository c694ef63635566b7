/** Answers the page of a credential to whoever may see it, with what only some may know or do. */
import { preferredLanguage } from '../../platform/http/language.ts';
import type { HttpResponse } from '../../platform/http/route.ts';
import { pageHeaders } from '../../platform/page.ts';
import type { Now } from '../../platform/stamp.ts';
import type { NameShown } from '../../portfolios/read.ts';
import type { Revoking } from '../acts/revoke.ts';
import { rightsOf } from '../acts/rights.ts';
import type { Viewer } from '../viewing.ts';
import { credentialPage } from './credential-page.ts';
import type { Filled } from './revocation-form.ts';

interface Collaborators {
  programs: Revoking['programs'];
  credentials: Pick<Revoking['credentials'], 'revocation'>;
  nameShown: NameShown;
  now: Now;
}

interface Asked {
  headers: Readonly<Record<string, string | undefined>>;
  key?: string | undefined;
  /** The form of a revocation that needs correcting. */
  filled?: Filled;
}

/** No index lists a credential, and no address of one travels in a `Referer`. */
export const DISCREET = {
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  vary: 'accept, accept-language, authorization, cookie',
};

/** What everybody sees may be kept, if it is asked after; what is for one person may not. */
export const keptAs = ({ as, member }: Viewer) => ({
  'cache-control': as === 'public' && !member ? 'no-cache' : 'no-store',
});

export const answerPage = async (
  { programs, credentials, nameShown, now }: Collaborators,
  viewer: Viewer,
  { headers, key, filled }: Asked,
): Promise<HttpResponse> => {
  const { credential, as, member } = viewer;
  const [program, earner, rights] = await Promise.all([
    programs.program(credential.programId),
    nameShown(credential),
    rightsOf({ programs, credentials }, viewer),
  ]);
  const language = preferredLanguage(headers['accept-language']);
  const about = { language, credential, as, key, reader: member?.name, program, earner, rights };
  const html = credentialPage({ ...about, now: now(), filled });
  // Its forms are refused as foreign under `no-referrer`; `same-origin` tells other hosts as little.
  const referrer = member && { 'referrer-policy': pageHeaders['referrer-policy'] };
  const all = { ...pageHeaders, ...DISCREET, ...keptAs(viewer), ...referrer };
  return { status: filled ? 422 : 200, headers: all, html };
};
