/**
 * Who hears of an occasion, and what they may know of it: the one place where that is decided. A letter is written from a
 * matter alone, so what is not put in here can be in no mail.
 */
import type { QuarantineReason } from '../../events/post-quarantined.ts';
import type { ConcernKind } from '../concerns/read.ts';
import { endorsed } from './endorsement-matter.ts';
import type { Occasion, OccasionKind, OccasionOf } from './occasion.ts';
import type { Badge, Member, Program, Readers, Recipient } from './readers.ts';
import { answerable, isNot, only } from './recipients.ts';

interface OfAttempt {
  badgeName: string;
  submissionId: string;
  attempt: number;
}

/** A word of the reviewer, by criterion. */
export interface Comment {
  criterion: string;
  level: string;
  text: string;
}

export interface Reviewed extends OfAttempt {
  /** What the reviewer says to the whole. */
  remark: string | undefined;
  comments: Comment[];
  mayTryAgain: boolean;
}

export interface SetAside {
  receiptId: string;
  reason: QuarantineReason;
  /** The source's name, as the program calls it. */
  source: string;
  problems: { at: string; code: string; words?: number | undefined }[];
}

/** What the letter of each kind is written from. */
export interface Known {
  'submission-received': OfAttempt;
  /** Without the earner's name: it stands on the page, behind the sign-in. A mail is forwarded, and kept where nothing is erased. */
  'review-wanted': OfAttempt;
  'reviewer-missing': OfAttempt;
  returned: Reviewed;
  'not-yet': Reviewed;
  'badge-awarded': { badgeName: string; competency: string; credentialId: string; holderKey: string };
  /** The reason is for the earner, the owner and finance, and for no other mail. */
  'badge-revoked': { badgeName: string; reason: string; revokedAt: string; credentialId: string; holderKey: string };
  /** Never a submission, an attempt or evidence: learning must not become evaluation data. */
  'award-notice': { badgeName: string; earnerName: string; school: string | undefined };
  'post-quarantined': SetAside & { earnerName: string | undefined };
  'post-set-aside': SetAside;
  /** In the words of whoever reported it: anybody. `replyTo`: where they want an answer. */
  'concern-reported': {
    badgeName: string;
    credentialId: string;
    kind: ConcernKind;
    text: string;
    replyTo: string | undefined;
  };
  /** With the secret link of the one who is asked. */
  'endorsement-wanted': { badgeName: string; competency: string; endorsementId: string; key: string; until: string };
  'endorsement-proposed': { badgeName: string; endorserName: string; kind: 'signed' | 'hosted' };
}

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
    case 'post-quarantined':
    case 'post-set-aside':
      return setAside(readers, program, occasion);
    case 'concern-reported':
      return concern(readers, program, occasion);
    case 'endorsement-wanted':
    case 'endorsement-proposed':
      return endorsed(readers, program, occasion);
    case 'returned':
    case 'not-yet':
      return reviewed(readers, program, occasion);
    default:
      return submitted(readers, program, occasion);
  }
};

type Submitted = OccasionOf<'submission-received' | 'review-wanted' | 'reviewer-missing'>;

const submitted = async (readers: Readers, program: Program, occasion: Submitted): Promise<Read<Submitted['kind']>> => {
  const { programId, submissionId, attempt } = occasion;
  const found = await submissionOf(readers, programId, submissionId);
  if (!found) return undefined;
  const { earnerId, badge } = found;
  const known = { badgeName: badge.name, submissionId, attempt };
  if (occasion.kind === 'submission-received') return { recipients: await only(readers, programId, earnerId), known };
  const reviewers = (await readers.programs.membersWithRole(programId, 'reviewer')).filter(isNot(earnerId));
  if (occasion.kind === 'review-wanted') return { recipients: reviewers, known };
  return { recipients: reviewers.length > 0 ? [] : await answerable(readers, programId, program), known };
};

const reviewed = async (
  readers: Readers,
  { policy }: Program,
  { programId, submissionId, attempt }: OccasionOf<'returned' | 'not-yet'>,
): Promise<Read<'returned' | 'not-yet'>> => {
  const [found, review] = await Promise.all([
    submissionOf(readers, programId, submissionId),
    readers.submissions.review(submissionId, attempt),
  ]);
  if (!found || !review) return undefined;
  const { badge, earnerId } = found;
  const comments = review.criteria.flatMap(({ criterion, level, comment }): Comment[] => {
    const of = badge.rubric.find(({ id }) => id === criterion);
    const reached = of?.levels.find(({ id }) => id === level);
    return comment === undefined
      ? []
      : [{ criterion: of?.name ?? criterion, level: reached?.name ?? level, text: comment }];
  });
  const mayTryAgain = policy.resubmitAfterDenial;
  const known = { badgeName: badge.name, submissionId, attempt, remark: review.comment, comments, mayTryAgain };
  return { recipients: await only(readers, programId, earnerId), known };
};

const awarded = async (
  readers: Readers,
  { programId, awardId, credentialId }: OccasionOf<'badge-awarded'>,
): Promise<Read<'badge-awarded'>> => {
  const [found, credential] = await Promise.all([
    awardOf(readers, programId, awardId),
    readers.credentials.get(credentialId),
  ]);
  if (!found || !credential) return undefined;
  const { badge, earnerId } = found;
  const { name: badgeName, competency } = badge;
  const known = { badgeName, competency, credentialId, holderKey: credential.holderKey };
  return { recipients: await only(readers, programId, earnerId), known };
};

const revoked = async (
  readers: Readers,
  { programId, awardId, credentialId }: OccasionOf<'badge-revoked'>,
): Promise<Read<'badge-revoked'>> => {
  const { credentials } = readers;
  const [found, credential, revocation] = await Promise.all([
    awardOf(readers, programId, awardId),
    credentials.get(credentialId),
    credentials.revocation(credentialId),
  ]);
  if (!found || !credential || !revocation) return undefined;
  const { reason, revokedAt } = revocation;
  const known = { badgeName: found.badge.name, reason, revokedAt, credentialId, holderKey: credential.holderKey };
  return { recipients: await only(readers, programId, found.earnerId), known };
};

/** An administrator with schools hears of these; nobody hears as an administrator of an award of their own. */
const awardOfAnother = async (
  readers: Readers,
  { programId, awardId }: OccasionOf<'award-notice'>,
): Promise<Read<'award-notice'>> => {
  const found = await awardOf(readers, programId, awardId);
  const earner = found && (await readers.programs.member(programId, found.earnerId));
  if (!earner) return undefined;
  const { name: earnerName, school, employeeId } = earner;
  const mayHear = ({ schools }: Member) => !schools || (school !== undefined && schools.includes(school));
  const administrators = await readers.programs.membersWithRole(programId, 'administrator');
  const recipients = administrators.filter(isNot(employeeId)).filter(mayHear);
  return { recipients, known: { badgeName: found.badge.name, earnerName, school } };
};

const setAside = async (
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

/** Nobody hears of a concern about a badge of their own, if somebody else answers for the program. */
const concern = async (
  readers: Readers,
  { owner, deputy, ...program }: Program,
  { programId, concernId }: OccasionOf<'concern-reported'>,
): Promise<Read<'concern-reported'>> => {
  const reported = await readers.concerns.get(concernId);
  const found = reported && (await awardOf(readers, programId, reported.awardId));
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

const submissionOf = async ({ submissions, programs }: Readers, programId: string, submissionId: string) => {
  const submission = await submissions.get(submissionId);
  if (!submission) return undefined;
  return withBadge(await programs.badgeVersion(programId, submission.badgeId, submission.badgeVersion), submission);
};

const awardOf = async ({ awards, programs }: Readers, programId: string, awardId: string) => {
  const award = await awards.get(awardId);
  return award && withBadge(await programs.badgeVersion(programId, award.badgeId, award.badgeVersion), award);
};

const withBadge = (badge: Badge | undefined, { earnerId }: { earnerId: string }) => badge && { badge, earnerId };
