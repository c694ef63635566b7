/** The forms that one credential is handed out in. */
import { bakePng } from '../open-badges/baking/png.ts';
import { bakeSvg } from '../open-badges/baking/svg.ts';
import { vcJwt } from '../open-badges/vc-jwt.ts';
import { Unavailable, Unprocessable } from '../platform/errors.ts';
import { preferredMediaType } from '../platform/http/media-type.ts';
import type { HttpResponse } from '../platform/http/route.ts';
import type { Program, ProgramReader } from '../programs/read.ts';
import { type Credential, isPresentable } from './credential.ts';
import { pictureHeaders, picturePng, pictureSvg } from './pages/badge-picture.ts';

/** The first is for whoever says nothing. Open Badges 3.0 serves a JWT as `text/plain` (section 6.3.1). */
const MEDIA_TYPES = [
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
  'application/json',
  'text/plain',
  'application/jwt',
  'application/vc+jwt',
  'image/png',
  'image/svg+xml',
  'text/html',
] as const;
export type CredentialForm = (typeof MEDIA_TYPES)[number];

/** A link cannot say in a header what it wants: it says so by a suffix. */
const SUFFIXES: Readonly<Record<string, CredentialForm>> = {
  '.json': 'application/vc+ld+json',
  '.jwt': 'text/plain',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Which credential is asked for, and in which form. */
export const askedFor = (name: string, accept: string | undefined): { credentialId: string; form: CredentialForm } => {
  const [, credentialId = '', suffix = ''] = /^(.*?)(\.\w+)?$/s.exec(name) ?? [];
  const form = SUFFIXES[suffix];
  return form ? { credentialId, form } : { credentialId: name, form: preferredMediaType(accept, MEDIA_TYPES) };
};

interface Collaborators {
  programs: Pick<ProgramReader, 'program' | 'badgeVersion'>;
  publicUrl: string;
}

/** The credential as a file. `Unavailable` (503) for the moment in which it is signed again without evidence that was withheld. */
export const fileOf = async (
  { programs, publicUrl }: Collaborators,
  credential: Credential,
  form: Exclude<CredentialForm, 'text/html'>,
): Promise<Pick<HttpResponse, 'json' | 'text' | 'bytes' | 'headers'>> => {
  if (!isPresentable(credential)) {
    const message = 'This badge is being signed again, without an item that was withheld. Try again in a minute.';
    throw new Unavailable('credential-being-reissued', { message });
  }
  const { document, jwt, programId, badgeId, badgeVersion } = credential;
  const headers = { 'content-type': form };
  if (form === 'text/plain' || form === 'application/jwt' || form === 'application/vc+jwt')
    return { headers, text: vcJwt(document, publicUrl, jwt) };
  if (form !== 'image/png' && form !== 'image/svg+xml') return { headers, json: document };
  const [program, badge] = await Promise.all([
    programs.program(programId),
    programs.badgeVersion(programId, badgeId, badgeVersion),
  ]);
  if (!program || !badge) throw new Error(`Program ${programId} has no version ${badgeVersion} of ${badgeId}.`);
  const baked = bakedInto(form, program, badge, JSON.stringify(document));
  return { ...baked, headers: { ...headers, ...pictureHeaders } };
};

type Badge = NonNullable<Awaited<ReturnType<ProgramReader['badgeVersion']>>>;

const bakedInto = (form: 'image/png' | 'image/svg+xml', program: Program, badge: Badge, text: string) => {
  const bake = (one: Badge) =>
    form === 'image/png'
      ? { bytes: bakePng(picturePng(program, one), text) }
      : { text: bakeSvg(pictureSvg(program, one), text) };
  try {
    return bake(badge);
  } catch (error) {
    // A picture that nothing can be put into must not keep a teacher from the badge: the drawn one takes its place.
    if (!(error instanceof Unprocessable)) throw error;
    return bake({ ...badge, image: undefined });
  }
};
