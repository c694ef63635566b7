/** DynamoDB for credentials: the only file of this capability with expressions. */
import * as z from 'zod';
import { AssertionSigned } from '../../events/assertion-signed.ts';
import { CredentialShared } from '../../events/credential-shared.ts';
import { CredentialUnshared } from '../../events/credential-unshared.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { PublicKey } from '../platform/signer.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';
import type { Credential } from './credential.ts';
import { credentialReader } from './read.ts';

const IssuerHost = z.object({ publicUrl: z.string() });
const KeptKey = z.object({ publicKey: z.string(), keptAt: z.iso.datetime() });

export type CredentialStore = ReturnType<typeof credentialStore>;

export const credentialStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, stamp: Stamp) => ({
  ...credentialReader(table),

  /** Writes a signed credential, the award's pointer to it, and `assertion.signed`. `Stale` when the award has one already. */
  save(credential: Credential, cause: Cause) {
    const { credentialId, awardId, badgeId, earnerId, sequence, document } = credential;
    const key = keys.credential(credentialId);
    const event = draftEvent(AssertionSigned, { awardId, credentialId, badgeId, earnerId }, cause, stamp);
    return table.transact([
      { put: { ...key, entity: 'Credential', ...credential, document: JSON.stringify(document) }, ...isNew },
      { put: { ...keys.credentialOfAward(awardId), entity: 'CredentialOfAward', credentialId }, ...isNew },
      eventWrite(key, sequence, event),
    ]);
  },

  /** Shares it or takes it back, and says so. `Stale` when it changed meanwhile. */
  setShared({ credentialId, awardId, earnerId, sequence }: Credential, shared: boolean, cause: Cause) {
    const key = keys.credential(credentialId);
    const event = shared ? CredentialShared : CredentialUnshared;
    return table.transact([
      {
        key,
        update: 'SET #shared = :shared, #sequence = :next',
        where: '#sequence = :was',
        names: { '#shared': 'shared', '#sequence': 'sequence' },
        values: { ':shared': shared, ':next': sequence + 1, ':was': sequence },
      },
      eventWrite(key, sequence + 1, draftEvent(event, { awardId, credentialId, earnerId }, cause, stamp)),
    ]);
  },

  /** The address that every credential of this deployment is issued under, once there is one. */
  async issuerHost(): Promise<string | undefined> {
    return (await table.get(keys.issuerHost(), IssuerHost))?.publicUrl;
  },
  /** Fixes it, once. `Stale` when it was fixed meanwhile. */
  fixIssuerHost: (publicUrl: string) =>
    table.transact([
      {
        put: { ...keys.issuerHost(), entity: 'IssuerHost', publicUrl, fixedAt: stamp.now().toISOString() },
        ...isNew,
      },
    ]),

  /** Every public key that ever signed here, oldest first. */
  async keptKeys(): Promise<PublicKey[]> {
    const kept = await table.query(keys.keptKeys, KeptKey);
    return kept.toSorted((a, b) => Date.parse(a.keptAt) - Date.parse(b.keptAt)).map(({ publicKey }) => publicKey);
  },
  isKeptKey: async (publicKey: PublicKey) => (await table.get(keys.keptKey(publicKey), KeptKey)) !== undefined,
  /** Keeps a public key for ever. `Stale` when it was kept meanwhile. */
  keepKey: (publicKey: PublicKey) =>
    table.transact([
      {
        put: { ...keys.keptKey(publicKey), entity: 'KeptKey', publicKey, keptAt: stamp.now().toISOString() },
        ...isNew,
      },
    ]),
});
