/** What is kept of a submission: the submission, its attempts, its reviews. */
import * as z from 'zod';
import { Attempt, BadgeVersion, EmployeeId, Slug } from '../../events/ids.ts';

export const SubmissionState = z.enum([
  'submitted',
  'in-review',
  'returned',
  'approved',
  'denied',
  'withdrawn',
  'awarded',
]);
export type SubmissionState = z.infer<typeof SubmissionState>;

export const Submission = z.object({
  submissionId: z.uuid(),
  programId: z.string(),
  badgeId: Slug,
  /** The version it began with judges it to its end, whatever is published meanwhile. */
  badgeVersion: BadgeVersion,
  earnerId: EmployeeId,
  state: SubmissionState,
  attempt: Attempt,
  /** The number of its last event. */
  sequence: z.int().positive(),
  submittedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Submission = z.infer<typeof Submission>;

/** One item of evidence. Reviewer-only, unless the badge, the earner and the reviewer all say otherwise. */
export const Evidence = z.object({
  requirement: Slug,
  type: z.enum(['text', 'reflection', 'link', 'file', 'video', 'observation']),
  title: z.string().optional(),
  text: z.string().optional(),
  url: z.string().optional(),
  /** The earner chose to let the public see it. */
  shareable: z.boolean(),
});
export type Evidence = z.infer<typeof Evidence>;

/** One round of evidence. */
export const AttemptRecord = z.object({
  attempt: Attempt,
  sourceId: Slug,
  receiptId: z.uuid(),
  sentAt: z.iso.datetime(),
  privacyStatement: z.literal(true),
  evidence: z.array(Evidence),
});
export type AttemptRecord = z.infer<typeof AttemptRecord>;

/** A reviewer's judgement of one criterion: the level reached, and a word about it. */
export const Judgement = z.object({ criterion: Slug, level: Slug, comment: z.string().optional() });
export type Judgement = z.infer<typeof Judgement>;

export const Decision = z.enum(['approve', 'return', 'deny']);
export type Decision = z.infer<typeof Decision>;

/** One reviewer's judgement of one attempt. */
export const Review = z.object({
  reviewId: z.uuid(),
  attempt: Attempt,
  reviewerId: EmployeeId,
  criteria: z.array(Judgement),
  decision: Decision,
  comment: z.string().optional(),
  /** The reviewer confirms that no student can be identified: the third of the three that make evidence public. */
  studentsNotIdentifiable: z.boolean(),
  at: z.iso.datetime(),
});
export type Review = z.infer<typeof Review>;
