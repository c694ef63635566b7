/** The API routes of submissions and their reviews. */
import * as z from 'zod';
import { Attempt, Slug } from '../../events/ids.ts';
import { paging } from '../platform/http/paging.ts';
import { defineRoutes } from '../platform/http/route.ts';
import { Decision, SubmissionState } from './submission.ts';

const comment = z.string().trim().min(1).max(4000);

/** A judgement of every criterion, and a decision. What a return or a denial leaves to do is said in its comment. */
export const PostedReview = z
  .strictObject({
    attempt: Attempt,
    criteria: z
      .array(
        z.union([
          z.strictObject({ criterion: Slug, level: Slug, comment: comment.optional() }),
          z.strictObject({ criterion: Slug, met: z.boolean(), comment: comment.optional() }),
        ]),
      )
      .max(50),
    decision: Decision,
    comment: comment.optional(),
    studentsNotIdentifiable: z.boolean().default(false),
  })
  .refine(({ decision, comment }) => decision === 'approve' || comment !== undefined, {
    path: ['comment'],
    message: 'Say what to do next: a return or a denial without a comment helps nobody.',
  });
export type PostedReview = z.infer<typeof PostedReview>;

const CONFLICT = {
  409: 'The submission is in another state, or another attempt is the one to judge; nothing was changed.',
};

export const apiRoutes = defineRoutes({
  listSubmissions: {
    method: 'GET',
    path: '/v1/programs/{programId}/submissions',
    summary: 'The submissions of a program in one state, longest waiting first.',
    access: 'signed-in',
    query: z.object({ state: SubmissionState.default('submitted'), ...paging }),
    answers: {
      200: 'The submissions, and `next` while there are more.',
      403: 'For reviewers, the owner and the deputy.',
    },
  },
  getSubmission: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}',
    summary: 'A submission with its attempts and reviews, for its earner, the reviewers, the owner and the deputy.',
    access: 'signed-in',
    answers: {
      200: 'The submission. Once the badge is held, `award` says where it is. Who reviewed is said to the staff alone.',
      404: 'No such submission, or it is not for you.',
    },
  },
  getHistory: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}/history',
    summary: 'Who did what, when and why, oldest first. Who reviewed is said to the staff alone.',
    access: 'signed-in',
    answers: { 200: 'The history.', 404: 'No such submission, or it is not for you.' },
  },
  startReview: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/start-review',
    summary: 'A reviewer opens the attempt.',
    access: 'signed-in',
    answers: { 200: 'The submission, in review.', ...CONFLICT },
  },
  review: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/reviews',
    summary: 'A reviewer judges every criterion and decides.',
    access: 'signed-in',
    body: { kind: 'json', schema: PostedReview },
    answers: { 201: 'The review.', 422: 'The judgements do not fit the rubric.', ...CONFLICT },
  },
  withdraw: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/withdraw',
    summary: 'The earner takes the submission back.',
    access: 'signed-in',
    answers: { 200: 'The submission, withdrawn.', ...CONFLICT },
  },
});
