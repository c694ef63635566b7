/**
 * Who hears of an occasion, and what they may know of it: decided here, one file for each family of occasions. A
 * letter is written from a matter alone, so what is not put in there can be in no mail.
 */
import { type OfAttempts, reviewed, submitted } from './attempts.ts';
import { awarded, awardOfAnother, type OfAwards, revoked } from './awards.ts';
import { concern, type OfConcerns } from './concerns.ts';
import { gathered, type OfDigests } from './digests.ts';
import { endorsed, type OfEndorsements } from './endorsements.ts';
import type { Occasion, OccasionKind } from './occasion.ts';
import { type OfPosts, postsWaiting, setAside } from './posts.ts';
import type { Program, Readers, Recipient } from './readers.ts';
import { type OfWebhooks, webhookDisabled } from './webhooks.ts';

/** What the letter of each kind is written from. */
export interface Known extends OfAttempts, OfAwards, OfPosts, OfConcerns, OfEndorsements, OfDigests, OfWebhooks {}

export interface Matter<Kind extends OccasionKind = OccasionKind> {
  programId: string;
  program: Program;
  recipients: Recipient[];
  known: Known[Kind];
}

/** Undefined when what the occasion tells of is no longer there. Recipients who left the program are left out. */
export const readMatter =
  (readers: Readers) =>
  async (occasion: Occasion): Promise<Matter | undefined> => {
    const { programId } = occasion;
    const program = await readers.programs.program(programId);
    const read = program && (await about(readers, program, occasion));
    return program && read && { programId, program, ...read };
  };

/** What is read of an occasion of this kind; undefined when what it tells of is gone. */
export type Read<Kind extends OccasionKind = OccasionKind> = Pick<Matter<Kind>, 'recipients' | 'known'> | undefined;

const about = (readers: Readers, program: Program, occasion: Occasion): Promise<Read> => {
  switch (occasion.kind) {
    case 'badge-awarded':
      return awarded(readers, occasion);
    case 'badge-revoked':
      return revoked(readers, occasion);
    case 'award-notice':
      return awardOfAnother(readers, occasion);
    case 'posts-waiting':
      return postsWaiting(readers, program, occasion);
    case 'post-set-aside':
      return setAside(readers, program, occasion);
    case 'digest':
      return gathered(readers, program, occasion);
    case 'concern-reported':
      return concern(readers, program, occasion);
    case 'endorsement-wanted':
    case 'endorsement-proposed':
      return endorsed(readers, program, occasion);
    case 'webhook-disabled':
      return webhookDisabled(readers, program, occasion);
    case 'returned':
    case 'not-yet':
      return reviewed(readers, program, occasion);
    default:
      return submitted(readers, program, occasion);
  }
};
