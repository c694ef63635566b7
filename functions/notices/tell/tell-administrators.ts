/**
 * Hears `assertion.signed`: administrators are told of the award, for their schools. One that comes alone is told at once;
 * those that follow within minutes, or are wanted once a day, are gathered for a digest. Each is claimed for the reader once,
 * whichever way it goes.
 */
import type { AssertionSigned } from '../../../events/assertion-signed.ts';
import type { DetailOf } from '../../../events/define-event.ts';
import { Unprocessable } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { claimIdOf, firstClaim } from '../claims/claim.ts';
import { type Delivery, deliver } from '../claims/deliver.ts';
import { type AwardNotices, dueFor, isQuiet, windowEnd } from '../digests/notice-reader.ts';
import type { NoticeReaderStore } from '../digests/notice-reader-store.ts';
import { type Matter, readMatter } from '../matters/matter.ts';
import { naturalKey, type OccasionOf } from '../matters/occasion.ts';
import type { Readers, Recipient } from '../matters/readers.ts';

interface Collaborators extends Delivery {
  readers: Readers;
  noticeReaders: NoticeReaderStore;
}

type Award = OccasionOf<'award-notice'>;

export const tellAdministrators = (collaborators: Collaborators) => {
  const read = readMatter(collaborators.readers);
  return async ({ metadata: { programId }, data: { awardId, credentialId } }: DetailOf<typeof AssertionSigned>) => {
    const occasion: Award = { kind: 'award-notice', programId, awardId, credentialId };
    const matter = await read(occasion);
    if (!matter) {
      throw new Unprocessable('notice-matter-missing', {
        message: `What ${naturalKey(occasion)} tells of is not in the table, or no longer.`,
      });
    }
    for (const recipient of matter.recipients) await tellOne(collaborators, occasion, matter, recipient);
    if (matter.recipients.length === 0) log.info('notice-concerns-nobody', { programId, kind: occasion.kind });
  };
};

const tellOne = async (
  collaborators: Collaborators,
  occasion: Award,
  matter: Matter,
  recipient: Recipient,
): Promise<void> => {
  const { noticeReaders, now } = collaborators;
  const who = { programId: occasion.programId, employeeId: recipient.employeeId ?? '' };
  const reader = await noticeReaders.get(who.programId, who.employeeId);
  const choice = reader?.awards ?? matter.program.policy.awardNotices;
  const at = now();
  if (choice === 'off') return;
  if (choice === 'immediate' && !isQuiet(reader, at)) {
    const open: Delivery['claims']['take'] = (claim) =>
      noticeReaders.open(claim, who, { now: at, until: windowEnd(at) });
    if (await deliver(collaborators)(occasion, matter, recipient, open)) return;
  }
  await gather(collaborators, occasion, who, choice);
};

/** What a run that died has gathered, but not seen to, is seen to by its repetition. */
const gather = async (
  { claims, noticeReaders, now }: Collaborators,
  occasion: Award,
  who: { programId: string; employeeId: string },
  choice: AwardNotices,
): Promise<void> => {
  const isNew = await noticeReaders.gather(firstClaim(occasion, who.employeeId, now()), who, occasion.awardId);
  if (!isNew && (await claims.get(claimIdOf(occasion, who.employeeId)))?.state !== 'gathered') return;
  await noticeReaders.arm(who, (reader) => dueFor(choice, reader, now()));
};
