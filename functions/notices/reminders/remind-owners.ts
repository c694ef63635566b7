/** Reminds the owners of all programs in which something waits in quarantine and who were told a day ago. */
import { Unavailable } from '../../platform/errors.ts';
import { faultOf, log } from '../../platform/log.ts';
import { oneAfterTheOther } from '../one-after-the-other.ts';
import { type Reminding, remind } from './remind-owner.ts';

/** At most this many in a run of two minutes; the next run takes the rest. */
const AT_ONCE = 200;

/**
 * Takes the time it was due, so that a late or repeated run decides alike. A program that cannot be told of does not keep the
 * others waiting; the run then ends as failed, which raises its alarm.
 */
export const remindOwners =
  (reminding: Omit<Reminding, 'now'>) =>
  async (now: Date): Promise<void> => {
    const due = await reminding.reminders.due(now, AT_ONCE);
    const failed = await oneAfterTheOther(
      due,
      (reminder) => remind(reminding, reminder, now),
      ({ programId }, error) => log.error('owner-not-reminded', { programId, ...faultOf(error) }),
    );
    if (failed > 0) throw new Unavailable('owners-not-reminded', { message: 'Some owners could not be reminded.' });
  };
