/** What the earner, a reviewer or the owner does when evidence should not be public after all. */
import { forbidden, notFound } from '../../platform/errors.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { ProgramReader } from '../../programs/read.ts';
import type { Credential } from '../credential.ts';
import type { CredentialStore } from '../store.ts';
import { standingIn } from '../viewing.ts';
import { type Acting, actingOn, type Request } from './acting.ts';
import { mayRevoke } from './revoke.ts';

export interface Withholding extends Acting {
  credentials: Acting['credentials'] & Pick<CredentialStore, 'withhold'>;
  programs: Pick<ProgramReader, 'program' | 'member'>;
}

/**
 * From now on the item is shown nowhere; the credential is signed again without it. Not to be taken back: what was withheld for
 * a student's sake must not return by a click. Withholding twice changes nothing.
 */
export const withholdItem = (withholding: Withholding, awardId: string, item: number, request: Request) =>
  decideAgain(async (): Promise<Credential> => {
    const { member, award, credential } = await actingOn(withholding, awardId, request.principal);
    if (!(await standingIn(withholding, award, member))) {
      // Administrators know of the awards of their schools.
      if (!(await mayRevoke(withholding, member, award.programId, award.earnerId))) throw notFound('award');
      throw forbidden('may-not-withhold', 'Only the earner, reviewers, the owner and the deputy withhold evidence.');
    }
    const signed = credential();
    if (signed.withheld.includes(item)) return signed;
    if (!signed.evidenceItems.includes(item)) throw notFound('item of evidence');
    const withheld = [...signed.withheld, item];
    const { programId } = award;
    const { correlationId, traceparent } = request;
    await withholding.credentials.withhold(signed, withheld, { programId, correlationId, traceparent });
    return { ...signed, withheld };
  });
