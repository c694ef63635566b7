/** Who hears of a post in quarantine, and what they may know of it. */
import type { QuarantineReason } from '../../../events/post-quarantined.ts';
import type { Read } from '../matter.ts';
import type { OccasionOf } from '../occasion.ts';
import type { Program, Readers } from '../readers.ts';
import { answerable, isNot, only } from '../recipients.ts';

export interface SetAside {
  receiptId: string;
  reason: QuarantineReason;
  /** The source's name, as the program calls it. */
  source: string;
  problems: { at: string; code: string; words?: number | undefined }[];
}

export interface OfPosts {
  'post-quarantined': SetAside & { earnerName: string | undefined };
  'post-set-aside': SetAside;
}

export const setAside = async (
  readers: Readers,
  program: Program,
  { kind, programId, receiptId }: OccasionOf<'post-quarantined' | 'post-set-aside'>,
): Promise<Read<'post-quarantined' | 'post-set-aside'>> => {
  const post = await readers.intake.quarantined(programId, receiptId);
  if (!post) return undefined;
  const { reason, problems, sourceId } = post;
  const source = (await readers.programs.source(sourceId))?.name ?? sourceId;
  const [earner] = post.earnerId ? await only(readers, programId, post.earnerId) : [];
  const owners = await answerable(readers, programId, program);
  const known = { receiptId, reason, source, problems: [...problems] };
  if (kind === 'post-quarantined') return { recipients: owners, known: { ...known, earnerName: earner?.name } };
  // Who answers for the program has the owner's letter already.
  return { recipients: earner && owners.every(isNot(earner.employeeId)) ? [earner] : [], known };
};
