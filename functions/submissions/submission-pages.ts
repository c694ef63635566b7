/** The handlers of `pageRoutes`: the same commands as the API's, asked for by forms. */
import { notFound, Refused } from '../platform/errors.ts';
import { preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse, Principal } from '../platform/http/route.ts';
import { toSignIn } from '../platform/http/to-sign-in.ts';
import { pageHeaders } from '../platform/page.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { reviewing, viewing } from './authority.ts';
import type { pageRoutes } from './page-routes.ts';
import { queueOf } from './queue.ts';
import { queuePage } from './queue-page.ts';
import { review, startReview, withdraw } from './review.ts';
import { type FieldError, readReview, type Typed } from './review-form.ts';
import { sessionEndedPage } from './session-ended-page.ts';
import { submissionPage } from './submission-page.ts';
import { type SubmissionView, viewOf } from './submission-view.ts';
import type { ApiCollaborators } from './submissions-api.ts';
import { textsOf } from './texts/texts.ts';

type Pages = Handlers<typeof pageRoutes>;
type PostedForm = Parameters<Pages['postReview']>[0];
type Form = 'start-review' | 'review' | 'withdraw';
type Work = (principal: Principal) => Promise<FieldError[]>;

export const submissionPages = (collaborators: ApiCollaborators): Pages => {
  const view = viewOf(collaborators);
  return {
    async queuePage({ params, query, principal }) {
      if (!principal) return toSignIn(`/programs/${encodeURIComponent(params.programId)}/submissions`);
      return answer(200, queuePage(await queueOf(collaborators, principal, params.programId, query)));
    },
    async submissionPage({ params, principal }) {
      if (!principal) return toSignIn(pathOf(params.submissionId));
      return answer(200, submissionPage(await view(principal, params.submissionId)));
    },
    postStartReview: (request) =>
      posted(request, 'start-review', async (principal) => {
        const { submission, member } = await reviewing(collaborators, principal, request.params.submissionId);
        await startReview(collaborators)(submission, member.employeeId, request);
        return [];
      }),
    postReview: (request) =>
      posted(request, 'review', async (principal) => {
        const { submission, member } = await reviewing(collaborators, principal, request.params.submissionId);
        const { programId, badgeId, badgeVersion } = submission;
        const badge = await collaborators.programs.badgeVersion(programId, badgeId, badgeVersion);
        if (!badge) throw notFound('badge version');
        const read = readReview(request.body, badge.rubric, textsOf(member.language));
        if ('errors' in read) return read.errors;
        await review(collaborators)(submission, member.employeeId, read.review, request);
        return [];
      }),
    postWithdraw: (request) =>
      posted(request, 'withdraw', async (principal) => {
        const { submission, member } = await viewing(collaborators, principal, request.params.submissionId);
        await withdraw(collaborators)(submission, member.employeeId, request);
        return [];
      }),
  };

  /** Does what a form asks for and leads back to the page; shows the page again, with what was typed, when it cannot. */
  async function posted({ principal, params, body, headers }: PostedForm, form: Form, work: Work) {
    const path = pathOf(params.submissionId);
    const back = { status: 303, headers: { location: path } };
    if (!principal) {
      const language = preferredLanguage(headers['accept-language']);
      return answer(401, sessionEndedPage(language, `${path}/${form}`, body));
    }
    const errors = await decideAgain(() => work(principal)).catch(overtaken);
    if (errors?.length === 0) return back;
    const now = await view(principal, params.submissionId);
    if (errors && isStillAsked(now, body)) return answer(422, submissionPage(now, { typed: body, errors }));
    if (isDoneAlready(now, form, body)) return back;
    return answer(409, submissionPage(now, { typed: body, errors: [], overtaken: true }));
  }
};

/** Undefined for a submission that is in another state by now, or has a newer attempt. */
const overtaken = (error: unknown): undefined => {
  const codes = ['transition-illegal', 'attempt-outdated'];
  if (!(error instanceof Refused && codes.includes(error.code))) throw error;
};

/** Whether the page would still show the form that these errors are of. */
const isStillAsked = ({ submission }: SubmissionView, typed: Typed) =>
  submission.state === 'in-review' && String(submission.attempt) === typed.attempt;

/** A button pressed twice: the second finds done what the first did. */
const isDoneAlready = ({ submission, reviews, member }: SubmissionView, form: Form, typed: Typed) => {
  if (form === 'withdraw') return submission.state === 'withdrawn';
  return reviews.some(
    ({ attempt, reviewerId, decision }) =>
      form === 'review' &&
      reviewerId === member.employeeId &&
      String(attempt) === typed.attempt &&
      decision === typed.decision,
  );
};

const pathOf = (submissionId: string) => `/submissions/${encodeURIComponent(submissionId)}`;

const answer = (status: number, html: string): HttpResponse => ({ status, headers: pageHeaders, html });
