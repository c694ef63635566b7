/** Who is to be told of what, worked out from what is in the table; and who was told, by the mails themselves. */
import { Claim } from '../../../functions/notices/claims/claim.ts';
import type { Occasion } from '../../../functions/notices/matters/occasion.ts';
import { type Item, ofEntity } from '../../played/ledger.ts';
import type { ChaosMember, ChaosProgram } from '../program.ts';
import type { ReadMail, Remains } from '../remains.ts';

/** `kind`, what it is about, and the employee id of whom it is told to. */
export type Telling = string;

const telling = (kind: string, about: unknown, who: unknown): Telling => `${kind} of ${about} to ${who}`;

const withRole = ({ members }: ChaosProgram, role: string) => members.filter(({ roles }) => roles.includes(role));

/** Administrators are told of awards to others, at their schools. */
const hears = ({ employeeId, schools }: ChaosMember, earner: ChaosMember) =>
  employeeId !== earner.employeeId && (schools?.includes(earner.school) ?? true);

/** To earners and reviewers: each has a mail of its own. */
export const expectedOnes = ({ items, program }: Remains): Telling[] => {
  const earnerOf = new Map(
    ['Submission', 'Award'].flatMap((entity) => ofEntity(items, entity)).map((item) => [item.pk, item.earnerId]),
  );
  const round = ({ pk, attempt }: Item) => `${String(pk).replace('SUBMISSION#', '')}/${attempt}`;
  const reviewers = withRole(program, 'reviewer');
  return [
    ...ofEntity(items, 'Attempt').flatMap((item) => {
      const earner = earnerOf.get(item.pk);
      const others = reviewers.filter(({ employeeId }) => employeeId !== earner);
      return [
        telling('submission-received', round(item), earner),
        ...others.map(({ employeeId }) => telling('review-wanted', round(item), employeeId)),
      ];
    }),
    ...ofEntity(items, 'Review').flatMap((item) => {
      if (item.decision === 'approve') return [];
      return [telling(item.decision === 'deny' ? 'not-yet' : 'returned', round(item), earnerOf.get(item.pk))];
    }),
    ...ofEntity(items, 'Credential').map(({ awardId, earnerId }) => telling('badge-awarded', awardId, earnerId)),
    ...ofEntity(items, 'Revocation').map(({ awardId }) =>
      telling('badge-revoked', awardId, earnerOf.get(`AWARD#${awardId}`)),
    ),
    ...ofEntity(items, 'QuarantinedPost').flatMap(({ receiptId, earnerId }) =>
      earnerId === undefined ? [] : [telling('post-set-aside', receiptId, earnerId)],
    ),
  ];
};

const aboutOf = (occasion: Occasion) => {
  if ('attempt' in occasion) return `${occasion.submissionId}/${occasion.attempt}`;
  if ('awardId' in occasion) return occasion.awardId;
  return 'receiptId' in occasion ? occasion.receiptId : JSON.stringify(occasion);
};

/** Kinds that may be gathered: several matters in one mail, whose claim does not name each of them. */
const GATHERED = /^(award-notice|digest|posts-waiting)$/;
export const isGathered = (claim: Pick<Claim, 'occasion'>) => GATHERED.test(claim.occasion.kind);

export const claimsIn = (items: readonly Item[]): Map<string, Claim> =>
  new Map(ofEntity(items, 'NoticeClaim').map((item) => [String(item.claimId), Claim.parse(item)]));

/** What a mail tells, by the claim that its tag names. */
export const toldBy = ({ occasion, employeeId }: Claim): Telling =>
  telling(occasion.kind, aboutOf(occasion), employeeId);

/** An award as a mail tells it: by the names of its earner and its badge. */
const nameOf = ({ members, badges }: ChaosProgram, { earnerId, badgeId }: Item): string | undefined => {
  const earner = members.find(({ employeeId }) => employeeId === earnerId);
  return earner && `${earner.name}, ${badges.find(({ id }) => id === badgeId)?.name}`;
};

/** Of each award, whom of the administrators it concerns. */
export const expectedOfAwards = ({ items, program }: Remains): Telling[] =>
  ofEntity(items, 'Credential').flatMap((credential) => {
    const earner = program.members.find(({ employeeId }) => employeeId === credential.earnerId);
    const concerned = withRole(program, 'administrator').filter((one) => earner && hears(one, earner));
    return concerned.map(({ employeeId }) => telling('award', nameOf(program, credential), employeeId));
  });

/**
 * Which awards a mail tells an administrator of: those that it names, and, where it counts others besides, those of its digest, if
 * it counts right.
 */
export const awardsToldBy = (
  { subject, text }: Pick<ReadMail, 'subject' | 'text'>,
  { occasion, employeeId }: Claim,
  { program, items }: Pick<Remains, 'program' | 'items'>,
): Telling[] => {
  const words = `${subject} ${text}`.replace(/\s+/g, ' ');
  const named = awardsNamedIn(words, program);
  const all = occasion.kind === 'digest' ? awardsOf(occasion.digestId, program, items) : [];
  const counted =
    `${subject} `.startsWith(`${all.length} badges `) && words.includes(`And ${all.length - named.length} more`);
  return [...new Set([...named, ...(counted ? all : [])])].map((about) => telling('award', about, employeeId));
};

/** A teacher's name, and the badge that is named after it and before the next. */
const awardsNamedIn = (words: string, program: ChaosProgram): string[] => {
  const names = new RegExp(`(?=${program.members.map(({ name }) => name).join('|')})`);
  const badges = program.badges.map(({ name }) => name);
  const found = words.split(names).flatMap((part) => {
    const earner = program.members.find(({ name }) => part.startsWith(name));
    const [badge] = badges.filter((name) => part.includes(name)).sort((a, b) => part.indexOf(a) - part.indexOf(b));
    return earner && badge ? [`${earner.name}, ${badge}`] : [];
  });
  return [...new Set(found)];
};

const awardsOf = (digestId: string, program: ChaosProgram, items: readonly Item[]): string[] => {
  const digest = ofEntity(items, 'Digest').find((one) => one.digestId === digestId);
  const awardIds = new Set(digest?.awardIds as string[] | undefined);
  return ofEntity(items, 'Credential').flatMap((credential) =>
    awardIds.has(String(credential.awardId)) ? (nameOf(program, credential) ?? []) : [],
  );
};
