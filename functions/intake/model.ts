/**
 * What a verified post becomes. Pure: nothing here refuses a post, because its sender could do nothing about it and would
 * in the end be cut off; what cannot be mapped waits in quarantine, with its reason.
 */
import * as z from 'zod';
import type { QuarantineReason } from '../../events/post-quarantined.ts';
import { jsonPath } from '../platform/json-path.ts';
import type { Badge, Member, Program } from '../programs/read.ts';
import { isOpen, type Submission } from '../submissions/read.ts';
import { invalidEvidence, missingEvidence, type PostedEvidence, type PostProblem } from './evidence.ts';
import type { JsonObject } from './post-body.ts';
import { SubmissionPost } from './submission-post.ts';

export type PostData = SubmissionPost['data'];

/** What the body says it is. */
export type ReadPost =
  | { kind: 'kept'; type: string | undefined }
  | { kind: 'unreadable'; problems: PostProblem[]; earner: PostData['earner'] | undefined }
  | { kind: 'submission'; data: PostData };

/** What the program knows of the people and things that a post names. */
export interface Facts {
  program: Pick<Program, 'status' | 'policy'> | undefined;
  /** The member whom the post names. */
  earner: Pick<Member, 'employeeId' | 'roles'> | undefined;
  /** The badge in the version that would judge the evidence. */
  badge: Pick<Badge, 'id' | 'version' | 'requirements' | 'repeatable'> | undefined;
  /** The earner's newest submission for the badge. */
  current: Submission | undefined;
  held: boolean;
  /** Ids of the badges that must be held first and are not. */
  prerequisitesMissing: readonly string[];
}

export interface Quarantined {
  kind: 'quarantined';
  reason: QuarantineReason;
  problems: readonly PostProblem[];
  /** The member whom the post names, if there is one. */
  earnerId: string | undefined;
}

/** A next attempt or a new submission: which of the two follows from the earner's current one. */
export interface Mapped {
  kind: 'submission';
  earnerId: string;
  badgeId: string;
  badgeVersion: number;
  evidence: PostedEvidence[];
}

const Type = z.object({ type: z.string().max(200) });
const Addressed = z.object({ data: z.object({ earner: SubmissionPost.shape.data.shape.earner }) });

/** Reads a post by its type. Types that are not ours, or none at all, are kept for whoever comes to know them. */
export const readPost = (json: JsonObject): ReadPost => {
  const type = Type.safeParse(json).data?.type;
  if (type !== 'submission.created') return { kind: 'kept', type };
  const read = SubmissionPost.safeParse(json);
  if (read.success) return { kind: 'submission', data: read.data.data };
  const problems = read.error.issues.map(({ path, code }) => ({ at: jsonPath(path), code }));
  return { kind: 'unreadable', problems, earner: Addressed.safeParse(json).data?.data.earner };
};

/** Maps a readable submission, or says why it must wait. */
export const mapSubmission = (data: PostData, facts: Facts): Mapped | Quarantined => {
  const { earner, badge } = facts;
  const quarantined = (reason: QuarantineReason, problems: readonly PostProblem[] = []): Quarantined => ({
    kind: 'quarantined',
    reason,
    problems,
    earnerId: earner?.employeeId,
  });
  if (facts.program?.status !== 'published') return quarantined('program-not-published');
  if (!earner) return quarantined('unknown-earner');
  if (!earner.roles.includes('earner')) return quarantined('not-an-earner');
  if (!badge) return quarantined('unknown-badge', [{ at: data.badge, code: 'unknown-badge' }]);
  const inTheWay = obstacleTo(badge, facts, facts.program.policy.resubmitAfterDenial);
  if (inTheWay) return quarantined(inTheWay);
  const prerequisites = facts.prerequisitesMissing.map((at) => ({ at, code: 'not-held' }));
  if (prerequisites.length > 0) return quarantined('prerequisite-missing', prerequisites);
  const missing = missingEvidence(badge.requirements, data.evidence);
  if (missing.length > 0) return quarantined('evidence-missing', missing);
  const invalid = invalidEvidence(badge.requirements, data.evidence);
  if (invalid.length > 0) return quarantined('evidence-invalid', invalid);
  const { id: badgeId, version: badgeVersion } = badge;
  return { kind: 'submission', earnerId: earner.employeeId, badgeId, badgeVersion, evidence: data.evidence };
};

/** What this earner already did about this badge, if it is in the way of another post. */
const obstacleTo = (
  { repeatable }: Pick<Badge, 'repeatable'>,
  { current, held }: Pick<Facts, 'current' | 'held'>,
  resubmitAfterDenial: boolean,
): QuarantineReason | undefined => {
  if (current && isOpen(current)) return 'submission-open';
  if ((held || current?.state === 'awarded') && !repeatable) return 'badge-already-held';
  if (current?.state === 'denied' && !resubmitAfterDenial) return 'denied-is-final';
  return undefined;
};
