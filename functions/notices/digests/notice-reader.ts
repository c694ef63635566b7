/** Who reads award notices and digests, what they chose, and when they are told. Pure. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../../events/ids.ts';

export const AwardNotices = z.enum(['immediate', 'daily', 'off']);
export type AwardNotices = z.infer<typeof AwardNotices>;

/** What is known of one reader; without a choice of their own the program's holds. */
export const NoticeReader = z.object({
  programId: Slug,
  employeeId: EmployeeId,
  awards: AwardNotices.optional(),
  /** For the owner and the deputy: whether a digest tells who cannot be reached. */
  unreached: z.enum(['daily', 'off']).optional(),
  /** The secret of the link that stops these mails; readable, because every digest carries it. */
  token: z.string().optional(),
  /** They were told just now: awards are gathered until then. */
  quietUntil: z.iso.datetime().optional(),
  /** The digest that is being sent. */
  digestId: z.uuid().optional(),
  /** When their next digest is due, while something may be gathered. */
  waitingSince: z.iso.datetime().optional(),
  /** Nothing was gathered when it was last looked. */
  idle: z.boolean().optional(),
  /** Since when there is news of members who cannot be reached. */
  newsAt: z.iso.datetime().optional(),
});
export type NoticeReader = z.infer<typeof NoticeReader>;

/** What one digest tells of. */
export const Digest = z.object({
  digestId: z.uuid(),
  awardIds: z.array(z.uuid()),
  newsAt: z.iso.datetime().optional(),
  at: z.iso.datetime(),
});
export type Digest = z.infer<typeof Digest>;

/** An award that comes alone is told at once, and those of the next minutes together. */
const WINDOW_MINUTES = 10;
/** In UTC, because a program has no time zone: the early morning between New York and Los Angeles. */
const DIGEST_HOUR = 11;
const DAY_MS = 86_400_000;

export const windowEnd = (now: Date): Date => new Date(now.getTime() + WINDOW_MINUTES * 60_000);

/** The next time after `now` at which daily digests are sent. */
export const nextDigest = (now: Date): Date => {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DIGEST_HOUR);
  return new Date(today > now.getTime() ? today : today + DAY_MS);
};

/** When what is gathered now is told: at the end of the window, or with the next daily digest. */
export const dueFor = (choice: AwardNotices, reader: NoticeReader | undefined, now: Date): Date => {
  if (choice !== 'immediate') return nextDigest(now);
  return reader?.quietUntil !== undefined && isQuiet(reader, now) ? new Date(reader.quietUntil) : now;
};

/** When to look again after a digest was sent, or nothing was there to send. */
export const lookAgain = (choice: AwardNotices, now: Date): Date =>
  choice === 'immediate' ? windowEnd(now) : nextDigest(now);

/** They were told a moment ago. */
export const isQuiet = (reader: NoticeReader | undefined, now: Date): boolean =>
  reader?.quietUntil !== undefined && new Date(reader.quietUntil) > now;
