/** Composes the credential of an award by what stands in the table, and signs it: as Data Integrity and as a JWT. */
import type { AwardReader } from '../../awards/read.ts';
import type { EndorsementReader } from '../../endorsements/read.ts';
import { signCredential } from '../../open-badges/data-integrity.ts';
import { jwtSigningInput, keyUrl } from '../../open-badges/vc-jwt.ts';
import { Unavailable, Unprocessable } from '../../platform/errors.ts';
import { type JwtSigner, thumbprintOf } from '../../platform/jwt-signer.ts';
import type { Signer } from '../../platform/signer.ts';
import type { Now } from '../../platform/stamp.ts';
import type { NameShown } from '../../portfolios/read.ts';
import type { Program, ProgramReader } from '../../programs/read.ts';
import type { SubmissionReader } from '../../submissions/read.ts';
import type { Deployment } from './achievement.ts';
import { composeCredential, type Grounds, type Lasting } from './compose-credential.ts';
import { publicEvidence } from './public-evidence.ts';

export interface Signing extends Deployment {
  awards: Pick<AwardReader, 'get'>;
  programs: Pick<ProgramReader, 'program' | 'badgeVersion'>;
  submissions: Pick<SubmissionReader, 'review' | 'attempt'>;
  endorsements: Pick<EndorsementReader, 'accepted'>;
  nameShown: NameShown;
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  jwtSigner: Pick<JwtSigner, 'signingKey' | 'sign'>;
  now: Now;
}

/** `Unavailable` while the award cannot be read; `Unprocessable` (`badge-version-unknown`) where nobody can say what was awarded. */
export const groundsOf = async (signing: Signing, awardId: string) => {
  const { awards, programs, submissions, endorsements } = signing;
  const award = await awards.get(awardId);
  if (!award) throw new Unavailable('award-not-visible', { message: 'The award cannot be read yet.' });
  const { programId, badgeId, badgeVersion, submissionId, attempt: number } = award;
  const [program, badge, review, attempt, accepted] = await Promise.all([
    programs.program(programId),
    programs.badgeVersion(programId, badgeId, badgeVersion),
    submissions.review(submissionId, number),
    submissions.attempt(submissionId, number),
    endorsements.accepted(programId, badgeId, badgeVersion),
  ]);
  if (!program || !badge) {
    throw new Unprocessable('badge-version-unknown', {
      message: `Program ${programId} has no version ${badgeVersion} of badge ${badgeId}: its award cannot be signed.`,
    });
  }
  const school = await schoolOf(signing, program, award.earnerId);
  return { award, program, badge, review, attempt, endorsements: accepted, school } satisfies Grounds;
};

/** Where the school assesses for the issuer, and the earner is named: it would tell where an unnamed person works. */
const schoolOf = async ({ nameShown }: Signing, { policy, programId }: Program, earnerId: string) =>
  policy.assessedBy === 'school' ? (await nameShown({ programId, earnerId }))?.school : undefined;

/** The signed document, the signature of its JWT, and which items of the attempt it shows. */
export const signed = async (signing: Signing, grounds: Grounds, lasting: Lasting, withheld: readonly number[]) => {
  const { publicUrl, jwtSigner } = signing;
  const evidence = publicEvidence(grounds.badge, grounds.attempt, grounds.review, withheld);
  const unsigned = fitting(grounds.endorsements, (endorsements) =>
    composeCredential(signing, { ...grounds, endorsements }, evidence, lasting),
  );
  const key = thumbprintOf(await jwtSigner.signingKey());
  const [document, signature] = await Promise.all([
    signCredential(signing)(unsigned),
    jwtSigner.sign(jwtSigningInput(unsigned, keyUrl(publicUrl, key))),
  ]);
  return { document, jwt: { key, signature }, evidenceItems: evidence.map(({ item }) => item) };
};

/** A credential is one item (400 KB, DynamoDB's limit): beside the largest badge there is no room for what others say of it. */
const MOST_BYTES = 385_000;

const fitting = <C>(endorsements: Grounds['endorsements'], compose: (some: Grounds['endorsements']) => C): C => {
  const composed = compose(endorsements);
  const fits = endorsements.length === 0 || Buffer.byteLength(JSON.stringify(composed)) <= MOST_BYTES;
  return fits ? composed : fitting(endorsements.slice(0, -1), compose);
};
