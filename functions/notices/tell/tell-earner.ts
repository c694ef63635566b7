/** Hears what happens to an earner's evidence, and tells the earner. */

import type { AssertionSigned } from '../../../events/assertion-signed.ts';
import type { BadgeRevoked } from '../../../events/badge-revoked.ts';
import type { DetailOf } from '../../../events/define-event.ts';
import type { EvidenceDenied } from '../../../events/evidence-denied.ts';
import type { EvidenceReturned } from '../../../events/evidence-returned.ts';
import type { SubmissionCreated } from '../../../events/submission-created.ts';
import type { OccasionOf } from '../matters/occasion.ts';
import type { Tell } from './tell.ts';

type OfAttempt = OccasionOf<'submission-received' | 'returned' | 'not-yet'>;
type AttemptEvent = DetailOf<typeof SubmissionCreated | typeof EvidenceReturned | typeof EvidenceDenied>;

export const tellEarner = ({ tell }: { tell: Tell }) => {
  const ofAttempt =
    (kind: OfAttempt['kind']) =>
    async ({ metadata: { programId }, data: { submissionId, attempt } }: AttemptEvent) => {
      await tell({ kind, programId, submissionId, attempt });
    };
  return {
    received: ofAttempt('submission-received'),
    returned: ofAttempt('returned'),
    denied: ofAttempt('not-yet'),
    async awarded({ metadata: { programId }, data: { awardId, credentialId } }: DetailOf<typeof AssertionSigned>) {
      await tell({ kind: 'badge-awarded', programId, awardId, credentialId });
    },
    async revoked({ metadata: { programId }, data: { awardId, credentialId } }: DetailOf<typeof BadgeRevoked>) {
      await tell({ kind: 'badge-revoked', programId, awardId, credentialId });
    },
  };
};
