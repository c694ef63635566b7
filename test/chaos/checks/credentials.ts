/** One credential for each award, that verifies, in a place of its own of a status list that says what is revoked and nothing else. */
import * as z from 'zod';
import { Credential, Revocation } from '../../../functions/credentials/credential.ts';
import { decodeBitstring, isSet } from '../../../functions/open-badges/bitstring.ts';
import { ed25519KeyOf, verifyProof } from '../../../functions/open-badges/verify-proof.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { StatusList } from '../../../functions/status/read.ts';
import { type Item, ofEntity } from '../../played/ledger.ts';
import { type Check, repeated, violations, without } from '../remains.ts';

const Pointer = z.object({ pk: z.string(), credentialId: z.string() });
const Index = z.object({ pk: z.string(), awardId: z.string() });

/** Whether one of its proofs is right, by a key that verifiers find. */
const verifies = ({ document }: Credential, published: readonly unknown[]): boolean =>
  document.proof.some((proof) => {
    const key = proof.verificationMethod.split('#')[1] ?? '';
    const publicKey = published.includes(key) ? ed25519KeyOf(key) : undefined;
    return publicKey !== undefined && verifyProof(document, proof, publicKey);
  });

const placeOf = ({ programId, status }: Credential) => keys.statusIndex(programId, status.list, status.index).pk;

/** Places that a signed list says to be revoked, as far as credentials stand there. */
const toldRevoked = (items: readonly Item[], credentials: readonly Credential[]): string[] => {
  const lists = ofEntity(items, 'StatusList').map((item) => StatusList.parse(item));
  const bits = new Map(lists.map((one) => [one.list, decodeBitstring(one.document.credentialSubject.encodedList)]));
  return credentials
    .filter(({ status }) => {
      const list = bits.get(status.list);
      return list !== undefined && isSet(list, status.index);
    })
    .map(({ awardId }) => awardId);
};

export const checkCredentials: Check = ({ items }) => {
  const credentials = ofEntity(items, 'Credential').map((item) => Credential.parse(item));
  const awardIds = ofEntity(items, 'Award').map(({ awardId }) => String(awardId));
  const signed = credentials.map(({ awardId }) => awardId);
  const published = ofEntity(items, 'KeptKey').map(({ publicKey }) => publicKey);
  const pointers = ofEntity(items, 'CredentialOfAward').map((item) => Pointer.parse(item));
  const pairs = credentials.map(({ awardId, credentialId }) => `AWARD#${awardId} ${credentialId}`);
  const places = credentials.map((one) => `${placeOf(one)} ${one.awardId}`);
  const taken = ofEntity(items, 'StatusIndex').map((item) => Index.parse(item));
  const revoked = ofEntity(items, 'Revocation').map((item) => Revocation.parse(item).awardId);
  const told = toldRevoked(items, credentials);
  return [
    ...violations('credential-missing', without(awardIds, signed)),
    ...violations('credential-of-no-award', without(signed, awardIds)),
    ...violations('credential-doubled', repeated(signed)),
    ...violations('credential-pointer-wrong', [
      ...without(
        pairs,
        pointers.map(({ pk, credentialId }) => `${pk} ${credentialId}`),
      ),
      ...without(
        pointers.map(({ pk, credentialId }) => `${pk} ${credentialId}`),
        pairs,
      ),
    ]),
    ...violations(
      'credential-does-not-verify',
      credentials.filter((one) => !verifies(one, published)).map(({ credentialId }) => credentialId),
    ),
    ...violations('status-place-doubled', repeated(credentials.map(placeOf))),
    ...violations(
      'status-place-wrong',
      without(
        places,
        taken.map(({ pk, awardId }) => `${pk} ${awardId}`),
      ),
    ),
    ...violations('revocation-untold', without(revoked, told)),
    ...violations('revoked-by-nobody', without(told, revoked)),
  ];
};
