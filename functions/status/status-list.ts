/** The status lists of a program (W3C Bitstring Status List 1.0): what they say, and which place in them a credential takes. Pure. */
import { hash } from 'node:crypto';
import { emptyBitstring, encodeBitstring, FEWEST_ENTRIES, withSet } from '../open-badges/bitstring.ts';
import { CREDENTIALS_CONTEXT } from '../open-badges/contexts.ts';
import { issuerDid } from '../open-badges/issuer-identity.ts';

/** A place in a list of a program. */
export interface StatusPlace {
  /** 1, 2, 3, ... */
  list: number;
  /** From 0, below the length of the list. */
  index: number;
}

/** For how long a verifier may keep a list: `ttl` is in milliseconds, and `Cache-Control` says the same in seconds. */
export const TTL_SECONDS = 300;

export const statusListUrl = (publicUrl: string, programId: string, list: number) =>
  `${publicUrl}/programs/${encodeURIComponent(programId)}/status/${list}`;

/** `credentialStatus` of a credential: one object, as the schema of Open Badges demands. */
export const statusEntry = (publicUrl: string, programId: string, { list, index }: StatusPlace) => {
  const statusListCredential = statusListUrl(publicUrl, programId, list);
  return {
    id: `${statusListCredential}#${index}`,
    type: 'BitstringStatusListEntry' as const,
    statusPurpose: 'revocation' as const,
    statusListIndex: String(index),
    statusListCredential,
  };
};

/** How many places an award tries in a list before the next list is begun: by then about a third of it is taken. */
const TRIES = 8;

/**
 * The places that an award tries, one after the other. They are spread by a hash of its random id, so that neighbours tell
 * nothing and no counter is written by every award; a repeated run tries the same ones.
 */
export const placesFor = (awardId: string, list: number): StatusPlace[] =>
  Array.from({ length: TRIES }, (_, attempt) => ({
    list,
    index: hash('sha256', `${awardId}#${list}#${attempt}`, 'buffer').readUInt32BE() % FEWEST_ENTRIES,
  }));

interface Listing {
  publicUrl: string;
  programId: string;
  list: number;
  revoked: readonly number[];
  now: Date;
}

/** The list as a credential, ready to be signed. */
export const statusListCredential = ({ publicUrl, programId, list, revoked, now }: Listing) => {
  const id = statusListUrl(publicUrl, programId, list);
  return {
    '@context': [CREDENTIALS_CONTEXT],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: issuerDid(publicUrl, programId) },
    validFrom: `${now.toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeBitstring(revoked.reduce(withSet, emptyBitstring())),
      ttl: TTL_SECONDS * 1000,
    },
  };
};
