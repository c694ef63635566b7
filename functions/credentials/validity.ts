/** Whether a credential counts today. Pure. */
import type { Credential } from './credential.ts';

export type Validity =
  | { state: 'valid'; since: string }
  | { state: 'validUntil'; since: string; until: string }
  | { state: 'notYet'; from: string }
  | { state: 'expired' | 'revoked'; on: string };

/** A credential that was signed again is valid from a later time; people ask since when the award counts. */
export const validityOf = (
  { document, revokedAt }: Pick<Credential, 'document' | 'revokedAt'>,
  now: Date,
): Validity => {
  const { validFrom, validUntil, awardedDate: since } = document;
  if (revokedAt) return { state: 'revoked', on: revokedAt };
  if (new Date(validFrom) > now) return { state: 'notYet', from: validFrom };
  if (validUntil === undefined) return { state: 'valid', since };
  if (new Date(validUntil) <= now) return { state: 'expired', on: validUntil };
  return { state: 'validUntil', since, until: validUntil };
};
