/** Tells everybody concerned of one occasion, each once. */
import { Unprocessable } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { type Delivery, deliver } from '../claims/deliver.ts';
import { readMatter } from '../matters/matter.ts';
import { naturalKey, type Occasion } from '../matters/occasion.ts';
import type { Readers } from '../matters/readers.ts';

export type Tell = ReturnType<typeof tell>;

/**
 * One after the other: SES counts by the second, and a throttled mail says that the next would be too. Answers how many
 * people are concerned, told now or before.
 */
export const tell = ({ readers, ...delivery }: Delivery & { readers: Readers }) => {
  const read = readMatter(readers);
  const deliverTo = deliver(delivery);
  return async (occasion: Occasion): Promise<number> => {
    const matter = await read(occasion);
    if (!matter) {
      throw new Unprocessable('notice-matter-missing', {
        message: `What ${naturalKey(occasion)} tells of is not in the table, or no longer.`,
      });
    }
    for (const member of matter.recipients) await deliverTo(occasion, matter, member);
    const { programId, kind } = occasion;
    if (matter.recipients.length === 0) log.info('notice-concerns-nobody', { programId, kind });
    return matter.recipients.length;
  };
};
