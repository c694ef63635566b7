/** Hears `badge.revoked`: signs the list that says so. And begins lists, so that each is there before a credential names it. */
import type { BadgeRevoked } from '../../events/badge-revoked.ts';
import type { DetailOf } from '../../events/define-event.ts';
import { signCredential } from '../open-badges/data-integrity.ts';
import { jwtSigningInput, keyUrl } from '../open-badges/vc-jwt.ts';
import { type JwtSigner, thumbprintOf } from '../platform/jwt-signer.ts';
import type { Signer } from '../platform/signer.ts';
import type { Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { placesFor, type StatusPlace, statusListCredential } from './status-list.ts';
import type { StatusStore } from './store.ts';

export interface Collaborators {
  status: Pick<StatusStore, 'list' | 'newest' | 'isTaken' | 'revoked' | 'save'>;
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  jwtSigner: Pick<JwtSigner, 'signingKey' | 'sign'>;
  publicUrl: string;
  now: Now;
}

/** Whatever is repeated or reordered: each run signs all that is revoked by then, and the last one has all of it. */
export const signStatusList =
  (collaborators: Collaborators) =>
  ({ metadata: { programId }, data }: DetailOf<typeof BadgeRevoked>): Promise<void> =>
    decideAgain(() => signList(collaborators, programId, data.statusList));

const signList = async (collaborators: Collaborators, programId: string, list: number): Promise<void> => {
  const { status, signer, jwtSigner, publicUrl, now } = collaborators;
  // Its revision is read before what is revoked: who reads less and writes later finds it signed again.
  const before = await status.list(programId, list);
  const revoked = await status.revoked(programId, list);
  const unsigned = statusListCredential({ publicUrl, programId, list, revoked, now: now() });
  const document = await signCredential({ signer, now })(unsigned);
  const key = thumbprintOf(await jwtSigner.signingKey());
  const signature = await jwtSigner.sign(jwtSigningInput(document, keyUrl(publicUrl, key)));
  await status.save({ programId, list, revision: (before?.revision ?? 0) + 1, document, jwt: { key, signature } });
};

/** A free place for an award's credential, in a list that is signed. Whoever writes it must do so under the store's condition. */
export const findPlace = async (
  collaborators: Collaborators,
  programId: string,
  awardId: string,
): Promise<StatusPlace> => {
  const { status } = collaborators;
  const newest = await status.newest(programId);
  for (const place of newest ? placesFor(awardId, newest.list) : []) {
    if (!(await status.isTaken(programId, place))) return place;
  }
  await decideAgain(async () => {
    const list = (newest?.list ?? 0) + 1;
    if (!(await status.list(programId, list))) await signList(collaborators, programId, list);
  });
  return findPlace(collaborators, programId, awardId);
};
