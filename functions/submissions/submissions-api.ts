/** The handlers of `apiRoutes`. */
import type { Handlers } from '../platform/http/route.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { apiRoutes } from './api-routes.ts';
import { type Authority, asStaff, reviewing, viewing } from './authority.ts';
import { historyOf } from './history.ts';
import { type Collaborators, review, startReview, withdraw } from './review.ts';
import type { SubmissionStore } from './store.ts';
import type { Submission } from './submission.ts';

export interface ApiCollaborators extends Authority, Collaborators {
  submissions: SubmissionStore;
  programs: Pick<ProgramReader, 'program' | 'badgeVersion' | 'member'>;
}

export const submissionsApi = (collaborators: ApiCollaborators): Handlers<typeof apiRoutes> => {
  const { submissions } = collaborators;
  return {
    async listSubmissions({ params, query, principal }) {
      await asStaff(collaborators, principal, params.programId);
      return {
        status: 200,
        json: { submissions: (await submissions.inState(params.programId, query.state)).map(summary) },
      };
    },
    async getSubmission({ params, principal }) {
      const { submission } = await viewing(collaborators, principal, params.submissionId);
      return { status: 200, json: { ...summary(submission), ...(await rounds(submissions, submission)) } };
    },
    async getHistory({ params, principal }) {
      const { submission } = await viewing(collaborators, principal, params.submissionId);
      return { status: 200, json: { history: await historyOf(collaborators)(submission) } };
    },
    startReview: (request) =>
      decideAgain(async () => {
        const { submission, member } = await reviewing(collaborators, request.principal, request.params.submissionId);
        return { status: 200, json: summary(await startReview(collaborators)(submission, member.employeeId, request)) };
      }),
    review: (request) =>
      decideAgain(async () => {
        const { submission, member } = await reviewing(collaborators, request.principal, request.params.submissionId);
        return { status: 201, json: await review(collaborators)(submission, member.employeeId, request.body, request) };
      }),
    withdraw: (request) =>
      decideAgain(async () => {
        const { submission, member } = await viewing(collaborators, request.principal, request.params.submissionId);
        return { status: 200, json: summary(await withdraw(collaborators)(submission, member.employeeId, request)) };
      }),
  };
};

const summary = ({ sequence: _, ...submission }: Submission) => submission;

/** Every attempt with the review that answered it. */
export const rounds = async (
  submissions: Pick<SubmissionStore, 'attempt' | 'review'>,
  { submissionId, attempt }: Submission,
) => {
  const numbers = Array.from({ length: attempt }, (_, at) => at + 1);
  const [attempts, reviews] = await Promise.all([
    Promise.all(numbers.map((number) => submissions.attempt(submissionId, number))),
    Promise.all(numbers.map((number) => submissions.review(submissionId, number))),
  ]);
  return { attempts: attempts.filter((one) => one !== undefined), reviews: reviews.filter((one) => one !== undefined) };
};
