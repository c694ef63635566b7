/** The handlers of `apiRoutes`. */
import type { Handlers } from '../platform/http/route.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { apiRoutes } from './api-routes.ts';
import { type Authority, asStaff, reviewing, viewing } from './authority.ts';
import { type AwardReaders, awardViewOf } from './award-view.ts';
import { historyOf } from './history.ts';
import { type Collaborators, review, startReview, withdraw } from './review.ts';
import { rounds } from './rounds.ts';
import type { SubmissionStore } from './store.ts';
import type { Submission } from './submission.ts';

export interface ApiCollaborators extends Authority, Collaborators {
  submissions: SubmissionStore;
  awards: Collaborators['awards'] & AwardReaders['awards'];
  credentials: AwardReaders['credentials'];
  programs: Pick<ProgramReader, 'program' | 'badgeVersion' | 'member'>;
}

export const submissionsApi = (collaborators: ApiCollaborators): Handlers<typeof apiRoutes> => {
  const { submissions } = collaborators;
  return {
    async listSubmissions({ params, query, principal }) {
      await asStaff(collaborators, principal, params.programId);
      const { state, ...part } = query;
      const { items, next } = await submissions.inState(params.programId, state, part);
      return { status: 200, json: { submissions: items.map(summary), next } };
    },
    async getSubmission({ params, principal }) {
      const { submission, as } = await viewing(collaborators, principal, params.submissionId);
      const [round, award] = await Promise.all([
        rounds(submissions, submission, as),
        awardViewOf(collaborators, submission),
      ]);
      return { status: 200, json: { ...summary(submission), award, ...round } };
    },
    async getHistory({ params, principal }) {
      const { submission, as } = await viewing(collaborators, principal, params.submissionId);
      return { status: 200, json: { history: await historyOf(collaborators)(submission, as) } };
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
