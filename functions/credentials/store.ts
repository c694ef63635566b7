/** DynamoDB for credentials: the only file of this capability with expressions. */
import * as z from 'zod';
import { AssertionSigned } from '../../events/assertion-signed.ts';
import { BadgeRevoked } from '../../events/badge-revoked.ts';
import { CredentialReissued } from '../../events/credential-reissued.ts';
import { CredentialShared } from '../../events/credential-shared.ts';
import { CredentialUnshared } from '../../events/credential-unshared.ts';
import { EvidenceWithheld } from '../../events/evidence-withheld.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import { RsaKey, thumbprintOf } from '../platform/jwt-signer.ts';
import type { PublicKey } from '../platform/signer.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Credential, Revocation } from './credential.ts';
import { credentialReader } from './read.ts';

const IssuerHost = z.object({ publicUrl: z.string() });
const KeptKey = z.object({ publicKey: z.string(), keptAt: z.iso.datetime() });
const KeptJwk = z.object({ jwk: RsaKey, keptAt: z.iso.datetime() });

/** The credential as it lies in the table. */
const itemOf = (credential: Credential) => ({
  ...{ ...keys.credential(credential.credentialId), entity: 'Credential' },
  ...{ ...credential, document: JSON.stringify(credential.document) },
});

/** Guards a write by the credential's last event. */
const unchanged = { where: '#sequence = :was', names: { '#sequence': 'sequence' } } as const;

export type CredentialStore = ReturnType<typeof credentialStore>;

export const credentialStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, stamp: Stamp) => ({
  ...credentialReader(table),

  /**
   * Writes a signed credential, its place in a status list (`place`), the award's pointer to it, and `assertion.signed`. `Stale`
   * when the award has one already, or the place was taken.
   */
  save(credential: Credential, place: Write, cause: Cause) {
    const { credentialId, awardId, badgeId, earnerId, sequence } = credential;
    const event = draftEvent(AssertionSigned, { awardId, credentialId, badgeId, earnerId }, cause, stamp);
    return table.transact([
      { put: itemOf(credential), ...isNew },
      place,
      { put: { ...keys.credentialOfAward(awardId), entity: 'CredentialOfAward', credentialId }, ...isNew },
      eventWrite(keys.credential(credentialId), sequence, event),
    ]);
  },

  /** Writes a credential that was signed again, and `credential.reissued`. `Stale` when it changed meanwhile. */
  reissue(credential: Credential, cause: Cause) {
    const { credentialId, awardId, earnerId, sequence } = credential;
    const next = { ...credential, sequence: sequence + 1 };
    const event = draftEvent(CredentialReissued, { awardId, credentialId, earnerId }, cause, stamp);
    return table.transact([
      { put: itemOf(next), ...unchanged, values: { ':was': sequence } },
      eventWrite(keys.credential(credentialId), next.sequence, event),
    ]);
  },

  /** Shares it or takes it back, and says so. `Stale` when it changed meanwhile. */
  setShared({ credentialId, awardId, earnerId, sequence }: Credential, shared: boolean, cause: Cause) {
    const event = shared ? CredentialShared : CredentialUnshared;
    return table.transact([
      changeOf(credentialId, sequence, 'shared', shared),
      eventWrite(
        keys.credential(credentialId),
        sequence + 1,
        draftEvent(event, { awardId, credentialId, earnerId }, cause, stamp),
      ),
    ]);
  },

  /** Sets which items of the attempt are shown no more, and says so. `Stale` when it changed meanwhile. */
  withhold({ credentialId, awardId, earnerId, sequence }: Credential, withheld: readonly number[], cause: Cause) {
    const event = draftEvent(EvidenceWithheld, { awardId, credentialId, earnerId }, cause, stamp);
    return table.transact([
      changeOf(credentialId, sequence, 'withheld', withheld),
      eventWrite(keys.credential(credentialId), sequence + 1, event),
    ]);
  },

  /** Revokes: why, when, and the mark in its status list (`mark`), with `badge.revoked`. `Stale` when it changed meanwhile. */
  revoke(credential: Credential, revocation: Revocation, mark: Write, cause: Cause) {
    const { credentialId, awardId, badgeId, earnerId, sequence, status } = credential;
    const data = { awardId, credentialId, badgeId, earnerId, statusList: status.list };
    return table.transact([
      changeOf(credentialId, sequence, 'revokedAt', revocation.revokedAt),
      { put: { ...keys.revocation(credentialId), entity: 'Revocation', ...revocation }, ...isNew },
      mark,
      eventWrite(keys.credential(credentialId), sequence + 1, draftEvent(BadgeRevoked, data, cause, stamp)),
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

  /** Every public key that ever signed a JWT here, oldest first. */
  async keptJwks(): Promise<RsaKey[]> {
    const kept = await table.query(keys.keptJwks, KeptJwk);
    return kept.toSorted((a, b) => Date.parse(a.keptAt) - Date.parse(b.keptAt)).map(({ jwk }) => jwk);
  },
  isKeptJwk: async (jwk: RsaKey) => (await table.get(keys.keptJwk(thumbprintOf(jwk)), KeptJwk)) !== undefined,
  /** Keeps it for ever. `Stale` when it was kept meanwhile. */
  keepJwk: (jwk: RsaKey) =>
    table.transact([
      {
        put: { ...keys.keptJwk(thumbprintOf(jwk)), entity: 'KeptJwk', jwk, keptAt: stamp.now().toISOString() },
        ...isNew,
      },
    ]),
});

const changeOf = (credentialId: string, sequence: number, attribute: string, value: unknown): Write => ({
  key: keys.credential(credentialId),
  update: 'SET #attribute = :value, #sequence = :next',
  where: unchanged.where,
  names: { ...unchanged.names, '#attribute': attribute },
  values: { ':value': value, ':next': sequence + 1, ':was': sequence },
});
