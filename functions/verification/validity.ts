/** When a badge is good (VCDM 2.0, section 4.9; VCDM 1.1, sections 4.6 and 4.7). */
import { Fault, type Finding, found } from './findings.ts';
import type { Shape } from './schema.ts';

type Dates = Pick<Shape, 'validFrom' | 'validUntil' | 'issuanceDate' | 'expirationDate'>;

/** A token's `nbf` and `exp` are the same times: that they agree is checked with its issuer. Throws `not-yet-valid` and `expired`. */
export const validityFinding = (dates: Dates, now: Date): Finding => {
  const from = dates.validFrom ?? dates.issuanceDate;
  const until = dates.validUntil ?? dates.expirationDate;
  if (from !== undefined && Date.parse(from) > now.getTime()) throw new Fault('not-yet-valid', [from]);
  if (until !== undefined && Date.parse(until) <= now.getTime()) throw new Fault('expired', [until]);
  return until === undefined ? found('valid-for-good') : found('valid-now', [until]);
};
