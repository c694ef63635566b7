/** What the reader of a credential's page may know and do there, beside reading it. */

import type { Viewer } from '../viewing.ts';
import { mayReadReason, mayRevoke, type Revoking } from './revoke.ts';

export interface Rights {
  /** Why it was revoked, if it was and the reader may know. */
  reason: string | undefined;
  mayWithhold: boolean;
  mayRevoke: boolean;
}

interface Collaborators {
  programs: Revoking['programs'];
  credentials: Pick<Revoking['credentials'], 'revocation'>;
}

export const rightsOf = async (collaborators: Collaborators, { credential, as, member }: Viewer): Promise<Rights> => {
  const { programId, earnerId, credentialId, revokedAt } = credential;
  const mayWithhold = as === 'earner' || as === 'staff';
  if (!member) return { reason: undefined, mayWithhold, mayRevoke: false };
  if (!revokedAt) {
    return { reason: undefined, mayWithhold, mayRevoke: await mayRevoke(collaborators, member, programId, earnerId) };
  }
  const told = await mayReadReason(collaborators, member, credential);
  const reason = told ? (await collaborators.credentials.revocation(credentialId))?.reason : undefined;
  return { reason, mayWithhold, mayRevoke: false };
};
