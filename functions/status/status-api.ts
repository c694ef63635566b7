/** The handler of `statusRoutes`. */
import { vcJwt } from '../open-badges/vc-jwt.ts';
import { notFound } from '../platform/errors.ts';
import { preferredMediaType } from '../platform/http/media-type.ts';
import type { Handlers } from '../platform/http/route.ts';
import type { StatusReader } from './read.ts';
import type { statusRoutes } from './routes.ts';
import { TTL_SECONDS } from './status-list.ts';

interface Collaborators {
  status: Pick<StatusReader, 'list'>;
  publicUrl: string;
}

const FORMS = [
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
  'application/json',
  'application/jwt',
  'text/plain',
] as const;
const SUFFIXES = { '.json': 'application/vc+ld+json', '.jwt': 'text/plain' } as const;

export const statusApi = ({ status, publicUrl }: Collaborators): Handlers<typeof statusRoutes> => ({
  async statusList({ params: { programId, list }, headers }) {
    const [, number, suffix] = /^([1-9]\d{0,5})(\.json|\.jwt)?$/.exec(list) ?? [];
    const found = number === undefined ? undefined : await status.list(programId, Number(number));
    if (!found) throw notFound('status list');
    const form = suffix ? SUFFIXES[suffix as keyof typeof SUFFIXES] : preferredMediaType(headers.accept, FORMS);
    const cached = { 'cache-control': `public, max-age=${TTL_SECONDS}`, vary: 'accept', 'content-type': form };
    if (form === 'application/jwt' || form === 'text/plain')
      return { status: 200, headers: cached, text: vcJwt(found.document, publicUrl, found.jwt) };
    return { status: 200, headers: cached, json: found.document };
  },
});
