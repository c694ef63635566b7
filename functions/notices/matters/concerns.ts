/** Who hears of a concern, and what they may know of it. */
import type { ConcernKind } from '../../concerns/read.ts';
import { badgeOfAward } from './badge.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Program, Readers } from './readers.ts';
import { answerable } from './recipients.ts';

export interface OfConcerns {
  /** In the words of whoever reported it: anybody. `replyTo`: where they want an answer. */
  'concern-reported': {
    badgeName: string;
    credentialId: string;
    kind: ConcernKind;
    text: string;
    replyTo: string | undefined;
  };
}

/** Nobody hears of a concern about a badge of their own, if somebody else answers for the program. */
export const concern = async (
  readers: Readers,
  { owner, deputy, ...program }: Program,
  { programId, concernId }: OccasionOf<'concern-reported'>,
): Promise<Read<'concern-reported'>> => {
  const reported = await readers.concerns.get(concernId);
  const found = reported && (await badgeOfAward(readers, programId, reported.awardId));
  if (!reported || !found) return undefined;
  const own = await answerable(readers, programId, { ...program, owner, deputy });
  const others = await answerable(readers, programId, {
    ...program,
    owner: owner === found.earnerId ? undefined : owner,
    deputy: deputy === found.earnerId ? undefined : deputy,
  });
  const { credentialId, kind, text, replyTo } = reported;
  const known = { badgeName: found.badge.name, credentialId, kind, text, replyTo };
  return { recipients: others.length > 0 ? others : own, known };
};
