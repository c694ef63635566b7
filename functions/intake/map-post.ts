/** Looks up what a post names, and maps it. */
import type { Cause } from '../platform/draft-event.ts';
import type { Write } from '../platform/table/transact.ts';
import type { Badge, Member, ProgramReader, Source } from '../programs/read.ts';
import type { Submission, SubmissionReader } from '../submissions/read.ts';
import { type ReadMapped, readMapped } from './mapping/read-mapped.ts';
import {
  type Facts,
  type Mapped,
  mapSubmission,
  type PostData,
  type Quarantined,
  type ReadPost,
  readPost,
} from './model.ts';
import type { JsonObject } from './post-body.ts';

export interface Readers {
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badgeVersion' | 'member' | 'memberByAddress'>;
  submissions: Pick<SubmissionReader, 'current'>;
  awards: { held(programId: string, earnerId: string, badgeId: string): Promise<object | undefined> };
}

/** A mapped post, with the submission it continues or follows. */
export type MappedPost = Mapped & Pick<Facts, 'current'>;
/** Why it must wait, and whom and what the post itself names: for those who may read what was sent, and never kept. */
type Waiting = Quarantined & { named?: { earner?: PostData['earner'] | undefined; badge?: string } };
export type Outcome = { kind: 'kept'; type: string | undefined } | { kind: 'passed-over' } | Waiting | MappedPost;

/** What a source's JSON says: by its mapping, or in our own form. */
export const readSent = (
  source: Pick<Source, 'mapping'>,
  json: JsonObject,
  attributedTo?: string,
): ReadPost | ReadMapped => (source.mapping ? readMapped(source.mapping, json, attributedTo) : readPost(json));

/** What the submissions capability is asked to open; its writes stand in one transaction with what is kept of the post. */
export interface Opening {
  opening(
    post: Omit<MappedPost, 'kind' | 'current'> & Posted,
    cause: Cause,
    current: Submission | undefined,
  ): { submissionId: string; writes: Write[] };
}

interface Posted {
  programId: string;
  sourceId: string;
  receiptId: string;
  privacyStatement: true;
}

/**
 * What a source's JSON, read by `readSent`, becomes by what its program says today: of a post as it comes, and of one that waited
 * (`payloadOf`). Nothing is written. `attributedTo`: whose it is by the owner's word, where the post names nobody known.
 */
export const mapPost =
  (readers: Readers) =>
  async (programId: string, post: ReadPost | ReadMapped, attributedTo?: string): Promise<Outcome> => {
    if (post.kind === 'kept' || post.kind === 'passed-over') return post;
    if (post.kind === 'unreadable') {
      const { problems, earner } = post;
      const earnerId = (await memberNamed(readers, programId, earner, attributedTo))?.employeeId;
      return { kind: 'quarantined', reason: 'unreadable-submission', problems, earnerId, named: { earner } };
    }
    const { earner, badge } = post.data;
    const facts = await factsOf(readers, programId, post.data, attributedTo);
    const mapped = mapSubmission(post.data, facts);
    return mapped.kind === 'submission'
      ? { ...mapped, current: facts.current }
      : { ...mapped, named: { earner, badge } };
  };

/** Whom the post names goes before whom the owner named. */
const memberNamed = async (
  { programs }: Readers,
  programId: string,
  earner: PostData['earner'] | undefined,
  attributedTo: string | undefined,
): Promise<Member | undefined> => {
  const named =
    earner &&
    ('employeeId' in earner
      ? await programs.member(programId, earner.employeeId)
      : await programs.memberByAddress(programId, earner.email));
  return named ?? (attributedTo === undefined ? undefined : programs.member(programId, attributedTo));
};

const factsOf = async (
  readers: Readers,
  programId: string,
  data: PostData,
  attributedTo: string | undefined,
): Promise<Facts> => {
  const { programs, submissions, awards } = readers;
  const [program, earner] = await Promise.all([
    programs.program(programId),
    memberNamed(readers, programId, data.earner, attributedTo),
  ]);
  const current = earner && (await submissions.current(programId, earner.employeeId, data.badge));
  // A returned submission is judged by the version it began with, also when the badge has changed or gone since.
  const badge =
    current?.state === 'returned'
      ? await programs.badgeVersion(programId, data.badge, current.badgeVersion)
      : await programs.badge(programId, data.badge);
  const isHeld = async (badgeId: string) =>
    earner !== undefined && (await awards.held(programId, earner.employeeId, badgeId)) !== undefined;
  const [held, prerequisitesMissing] = await Promise.all([isHeld(data.badge), notHeld(badge, isHeld)]);
  return { program, earner, badge, current, held, prerequisitesMissing };
};

const notHeld = async (badge: Badge | undefined, isHeld: (badgeId: string) => Promise<boolean>) => {
  const prerequisites = badge?.prerequisites ?? [];
  const held = await Promise.all(prerequisites.map(isHeld));
  return prerequisites.filter((_, at) => !held[at]);
};
