/** Hears `assertion.signed`: administrators are told of the award, for their schools. */
import type { AssertionSigned } from '../../events/assertion-signed.ts';
import type { DetailOf } from '../../events/define-event.ts';
import type { Tell } from './tell.ts';

export const tellAdministrators =
  ({ tell }: { tell: Tell }) =>
  async ({ metadata: { programId }, data: { awardId, credentialId } }: DetailOf<typeof AssertionSigned>) => {
    await tell({ kind: 'award-notice', programId, awardId, credentialId });
  };
