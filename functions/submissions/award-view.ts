/** What became of an approval: the badge that the earner holds, and where its credential is once it is signed. */
import type { AwardReader } from '../awards/read.ts';
import type { CredentialReader } from '../credentials/read.ts';
import type { Submission } from './submission.ts';

export interface AwardView {
  /** Of an approval that awarded nothing: the award that was held before. */
  awardId: string;
  credentialId?: string;
  url?: string;
  /** Whether the earner made it public. */
  shared?: boolean;
}

export interface AwardReaders {
  awards: Pick<AwardReader, 'approval'>;
  credentials: Pick<CredentialReader, 'ofAward'>;
}

/** Undefined until there is an award. */
export const awardViewOf = async (
  { awards, credentials }: AwardReaders,
  { submissionId, state }: Submission,
): Promise<AwardView | undefined> => {
  if (state !== 'approved' && state !== 'awarded') return undefined;
  const approval = await awards.approval(submissionId);
  if (!approval) return undefined;
  const { awardId } = approval;
  const credential = await credentials.ofAward(awardId);
  if (!credential) return { awardId };
  const { credentialId, shared, document } = credential;
  return { awardId, credentialId, url: document.id, shared };
};
