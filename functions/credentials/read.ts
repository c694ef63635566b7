/** What other capabilities may read of credentials. */
import * as z from 'zod';
import { CredentialId } from '../../events/ids.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { Credential, Revocation } from './credential.ts';

export type { Credential } from './credential.ts';
export { achievementId, issuerProfile } from './signing/achievement.ts';
export type CredentialReader = ReturnType<typeof credentialReader>;

const Pointer = z.object({ credentialId: CredentialId });

export const credentialReader = (table: Pick<Table, 'get'>) => {
  const get = (credentialId: string) => table.get(keys.credential(credentialId), Credential);
  return {
    get,
    /** The credential of an award; undefined until it is signed. */
    async ofAward(awardId: string) {
      const pointer = await table.get(keys.credentialOfAward(awardId), Pointer);
      return pointer && get(pointer.credentialId);
    },
    /** Why it was revoked; undefined while it is not. */
    revocation: (credentialId: string) => table.get(keys.revocation(credentialId), Revocation),
  };
};
