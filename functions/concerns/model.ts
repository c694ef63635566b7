/** A concern about a public page, as anybody may report it. Pure. */
import * as z from 'zod';
import { CredentialId, Slug } from '../../events/ids.ts';
import { Refused } from '../platform/errors.ts';

export const ConcernKind = z.enum(['student-identifiable', 'wrong-information', 'something-else']);
export type ConcernKind = z.infer<typeof ConcernKind>;

export const Concern = z.object({
  concernId: z.uuid(),
  credentialId: CredentialId,
  awardId: z.uuid(),
  programId: Slug,
  badgeId: Slug,
  kind: ConcernKind,
  text: z.string().min(1),
  /** Where whoever reported it wants an answer. */
  replyTo: z.email().optional(),
  reportedAt: z.iso.datetime(),
  /** The number of its last event. */
  sequence: z.int().positive(),
});
export type Concern = z.infer<typeof Concern>;

/** What somebody reports. */
export type Report = Pick<Concern, 'concernId' | 'kind' | 'text' | 'replyTo'>;

/** Each is a mail to the owner: more of them would be a way to flood a mailbox. */
export const MOST_A_DAY = 5;

export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The concern, or a refusal where so many were reported of this credential today. */
export const decide = (
  { credentialId, awardId, programId, badgeId }: Pick<Concern, 'credentialId' | 'awardId' | 'programId' | 'badgeId'>,
  report: Report,
  { reportedToday, now }: { reportedToday: number; now: Date },
): Concern => {
  if (reportedToday >= MOST_A_DAY) {
    throw new Refused('too-many-concerns', {
      status: 429,
      message: `At most ${MOST_A_DAY} concerns a day are taken about one credential. The owner of the program was told of those.`,
    });
  }
  return { credentialId, awardId, programId, badgeId, ...report, reportedAt: now.toISOString(), sequence: 1 };
};
