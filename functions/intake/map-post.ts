/** Looks up what a post names, and maps it. */
import type { Badge, Member, ProgramReader, Source } from '../programs/read.ts';
import type { SubmissionReader } from '../submissions/read.ts';
import { type Facts, type Mapped, mapSubmission, type PostData, type Quarantined, readPost } from './model.ts';
import type { JsonObject } from './post-body.ts';

export interface Readers {
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badgeVersion' | 'member' | 'memberByAddress'>;
  submissions: Pick<SubmissionReader, 'current'>;
  awards: { held(programId: string, earnerId: string, badgeId: string): Promise<object | undefined> };
}

/** A mapped post, with the submission it continues or follows. */
export type MappedPost = Mapped & Pick<Facts, 'current'>;
export type Outcome = { kind: 'kept'; type: string | undefined } | Quarantined | MappedPost;

/**
 * What a source's JSON becomes, by what the source and its program say today: of a post as it comes, and of one that waited
 * (`payloadOf`). Nothing is written.
 */
export const mapPost =
  (readers: Readers) =>
  async ({ programId }: Source, json: JsonObject): Promise<Outcome> => {
    const post = readPost(json);
    if (post.kind === 'kept') return post;
    if (post.kind === 'unreadable') {
      const member = post.earner && (await memberNamed(readers, programId, post.earner));
      const { problems } = post;
      return { kind: 'quarantined', reason: 'unreadable-submission', problems, earnerId: member?.employeeId };
    }
    const facts = await factsOf(readers, programId, post.data);
    const mapped = mapSubmission(post.data, facts);
    return mapped.kind === 'submission' ? { ...mapped, current: facts.current } : mapped;
  };

const memberNamed = (
  { programs }: Readers,
  programId: string,
  earner: PostData['earner'],
): Promise<Member | undefined> =>
  'employeeId' in earner
    ? programs.member(programId, earner.employeeId)
    : programs.memberByAddress(programId, earner.email);

const factsOf = async (readers: Readers, programId: string, data: PostData): Promise<Facts> => {
  const { programs, submissions, awards } = readers;
  const [program, earner] = await Promise.all([
    programs.program(programId),
    memberNamed(readers, programId, data.earner),
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
