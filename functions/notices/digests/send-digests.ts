/**
 * Sends digests that are due. Runs may be repeated, die anywhere, or run side by side: what a digest holds is fixed before it
 * is claimed, one at a time for each reader, and what was gathered for it is forgotten only when its claim has an outcome.
 */
import { Unavailable } from '../../platform/errors.ts';
import { faultOf, log } from '../../platform/log.ts';
import type { NewId } from '../../platform/stamp.ts';
import { claimIdOf } from '../claims/claim.ts';
import { type Delivery, deliver } from '../claims/deliver.ts';
import { readMatter } from '../matters/matter.ts';
import type { OccasionOf } from '../matters/occasion.ts';
import type { Readers } from '../matters/readers.ts';
import { oneAfterTheOther } from '../one-after-the-other.ts';
import {
  type AwardNotices,
  type Digest,
  lookAgain,
  type NoticeReader,
  nextDigest,
  windowEnd,
} from './notice-reader.ts';
import type { NoticeReaderStore } from './notice-reader-store.ts';

interface Collaborators extends Omit<Delivery, 'now'> {
  readers: Readers;
  noticeReaders: NoticeReaderStore;
  newId: NewId;
  newSecretId: NewId;
}

type Who = Pick<NoticeReader, 'programId' | 'employeeId'>;

/** At most this many in a run of two minutes; the next run takes the rest. */
const AT_ONCE = 100;
const NEWS_AT_ONCE = 500;
/** What cannot be sent now stands behind the others for half an hour; one whose sending is not decided yet, for five minutes. */
const [PUT_OFF_MS, UNDECIDED_MS] = [30 * 60_000, 5 * 60_000];

/** Takes the time it was due, so that a late or repeated run decides alike. One digest that fails keeps no other waiting. */
export const sendDigests =
  (collaborators: Collaborators) =>
  async (now: Date): Promise<void> => {
    const { noticeReaders } = collaborators;
    const unspread = await spreadNews(collaborators, now);
    const due = await noticeReaders.due(now, AT_ONCE);
    const failed = await oneAfterTheOther(
      due,
      (who) => sendOne(collaborators, who, now),
      async (who, error) => {
        await noticeReaders.putOff(who, new Date(now.getTime() + PUT_OFF_MS));
        log.error('digest-failed', { programId: who.programId, ...faultOf(error) });
      },
    );
    if (unspread + failed > 0) throw new Unavailable('digests-failed', { message: 'Some digests could not be sent.' });
  };

/** The owner and the deputy hear of notices that did not arrive with their next digest. */
const spreadNews = async ({ noticeReaders, readers }: Collaborators, now: Date): Promise<number> => {
  const news = await noticeReaders.news(NEWS_AT_ONCE);
  const byProgram = [...Map.groupBy(news, (one) => one.programId)];
  return oneAfterTheOther(
    byProgram,
    async ([programId, items]) => {
      const { owner, deputy } = (await readers.programs.program(programId)) ?? {};
      for (const employeeId of new Set([owner, deputy].filter((one) => one !== undefined))) {
        await noticeReaders.arm({ programId, employeeId }, () => nextDigest(now), now);
      }
      for (const item of items) await noticeReaders.forget(item);
    },
    ([programId], error) => log.error('news-not-spread', { programId, ...faultOf(error) }),
  );
};

const sendOne = async (collaborators: Collaborators, { programId, employeeId }: Who, now: Date): Promise<void> => {
  const { noticeReaders, readers } = collaborators;
  const reader = await noticeReaders.get(programId, employeeId);
  if (reader?.waitingSince === undefined || new Date(reader.waitingSince) > now) return;
  const choice = reader.awards ?? (await readers.programs.program(programId))?.policy.awardNotices ?? 'immediate';
  const digest = await currentDigest(collaborators, reader, now);
  if (digest) await deliverDigest(collaborators, reader, digest, choice, now);
  else await noticeReaders.rest(reader, lookAgain(choice, now));
};

/** The one that a run before has begun, or a new one of all that is gathered; undefined where nothing is. */
const currentDigest = async (
  { noticeReaders, newId, newSecretId }: Collaborators,
  reader: NoticeReader,
  now: Date,
): Promise<Digest | undefined> => {
  const { programId, employeeId, newsAt } = reader;
  if (reader.digestId !== undefined) return noticeReaders.digest(programId, employeeId, reader.digestId);
  const awardIds = await noticeReaders.gathered(reader);
  if (awardIds.length === 0 && newsAt === undefined) return undefined;
  const digest = { digestId: newId(), awardIds, newsAt, at: now.toISOString() };
  if (await noticeReaders.begin(reader, digest, newSecretId())) return digest;
  const other = await noticeReaders.get(programId, employeeId);
  return other?.digestId === undefined ? undefined : noticeReaders.digest(programId, employeeId, other.digestId);
};

const deliverDigest = async (
  collaborators: Collaborators,
  { programId, employeeId }: Who,
  digest: Digest,
  choice: AwardNotices,
  now: Date,
): Promise<void> => {
  const { claims, noticeReaders, readers } = collaborators;
  const { digestId } = digest;
  const occasion: OccasionOf<'digest'> = { kind: 'digest', programId, readerId: employeeId, digestId };
  const matter = await readMatter(readers)(occasion);
  const [recipient] = matter?.recipients ?? [];
  if (matter && recipient) {
    await deliver({ ...collaborators, now: () => now })(occasion, matter, recipient);
    const claim = await claims.get(claimIdOf(occasion, employeeId));
    if (claim === undefined || claim.state === 'claimed') {
      await noticeReaders.putOff({ programId, employeeId }, new Date(now.getTime() + UNDECIDED_MS));
      return;
    }
  }
  const next = lookAgain(choice, now);
  await noticeReaders.finish({ programId, employeeId }, digest, { quietUntil: windowEnd(now), next });
  log.info('digest-told', { programId, digestId, awards: digest.awardIds.length });
};
