/** Hears what an approval led to: the earner holds the badge now, or (`award.declined`) held it before. Either way it is done. */
import type { AwardDeclined } from '../../events/award-declined.ts';
import type { BadgeAwarded } from '../../events/badge-awarded.ts';
import type { DetailOf } from '../../events/define-event.ts';
import { Unavailable } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import { markAwarded as step } from './model.ts';
import type { SubmissionStore } from './store.ts';

interface Collaborators {
  submissions: Pick<SubmissionStore, 'get' | 'saveState'>;
  now: Now;
}

export const markAwarded =
  ({ submissions, now }: Collaborators) =>
  async ({ data }: DetailOf<typeof BadgeAwarded> | DetailOf<typeof AwardDeclined>) => {
    const submission = await submissions.get(data.submissionId);
    if (!submission) {
      throw new Unavailable('submission-not-visible', { message: 'The submission of this award cannot be read yet.' });
    }
    const next = step(submission, now().toISOString());
    if (next) await submissions.saveState(next);
  };
