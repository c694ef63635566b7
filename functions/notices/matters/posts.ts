/** Who hears of a post in quarantine, and what they may know of it. */
import type { QuarantineReason } from '../../../events/post-quarantined.ts';
import type { Tally } from '../../intake/read.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Program, Readers } from './readers.ts';
import { answerable, isNot, only } from './recipients.ts';

export interface SetAside {
  receiptId: string;
  reason: QuarantineReason;
  /** The source's name, as the program calls it. */
  source: string;
  problems: { at: string; code: string; words?: number | undefined }[];
}

export interface OfPosts {
  /** Numbers and reasons alone: whom the posts name stands on the page, behind the sign-in. */
  'posts-waiting': Tally;
  'post-set-aside': SetAside;
}

/** As it is when it is told: nobody hears of what is resolved by then. */
export const postsWaiting = async (
  readers: Readers,
  program: Program,
  { programId }: OccasionOf<'posts-waiting'>,
): Promise<Read<'posts-waiting'>> => {
  const known = await readers.intake.tally(programId);
  return { recipients: known.total === 0 ? [] : await answerable(readers, programId, program), known };
};

/** Nobody hears of what waits no longer, or waits for another reason by now. */
export const setAside = async (
  readers: Readers,
  program: Program,
  { programId, receiptId, reason }: OccasionOf<'post-set-aside'>,
): Promise<Read<'post-set-aside'>> => {
  const post = await readers.intake.quarantined(programId, receiptId);
  if (!post) return undefined;
  const { problems, sourceId, state, earnerId } = post;
  const source = (await readers.programs.source(sourceId))?.name ?? sourceId;
  const known = { receiptId, reason, source, problems: [...problems] };
  if (state !== 'waiting' || post.reason !== reason || earnerId === undefined) return { recipients: [], known };
  // Who answers for the program hears of all that waits.
  const owners = await answerable(readers, programId, program);
  const isOther = owners.every(isNot(earnerId));
  return { recipients: isOther ? await only(readers, programId, earnerId) : [], known };
};
