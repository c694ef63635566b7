/** The page of one post, and its forms. */
import { Dismissal } from '../../../events/post-dismissed.ts';
import { Refused } from '../../platform/errors.ts';
import type { Handlers, HttpResponse, Principal } from '../../platform/http/route.ts';
import { toSignIn } from '../../platform/http/to-sign-in.ts';
import { pageHeaders } from '../../platform/page.ts';
import type { AsLead, Collaborators } from './collaborators.ts';
import { lookAt } from './look.ts';
import { type Done, type Filled, postPage } from './post-page.ts';
import { replayPost } from './replay.ts';
import { attributePost, dismissPost } from './resolve.ts';
import type { quarantineRoutes } from './routes.ts';

export type PostPages = Pick<Handlers<typeof quarantineRoutes>, 'quarantinedPage' | 'postAct'>;

interface Which {
  programId: string;
  receiptId: string;
}

export const postPages = (collaborators: Collaborators, lead: AsLead): PostPages => ({
  async quarantinedPage({ params, query: { done }, principal }) {
    if (!principal) return toSignIn(pathOf(params));
    return shown(collaborators, lead, params, principal, { done });
  },
  async postAct({ params, body: { act, ...typed }, principal }) {
    const { member } = await lead(principal, params.programId);
    const which = { ...params, by: member.employeeId };
    const error = await acted(collaborators, which, act, typed);
    if (error) {
      const answer = await shown(collaborators, lead, params, principal, { filled: { typed, error } });
      return { ...answer, status: 422 };
    }
    return { status: 303, headers: { location: `${pathOf(params)}?${new URLSearchParams({ done: act })}` } };
  },
});

/** What is to be corrected, if anything. */
const acted = async (
  collaborators: Collaborators,
  which: Which & { by: string },
  act: Done,
  { employeeId, dismissal }: { employeeId: string; dismissal: string },
): Promise<Filled['error'] | undefined> => {
  if (act === 'replay') {
    await replayPost(collaborators, which);
    return undefined;
  }
  if (act === 'dismiss') {
    const why = Dismissal.safeParse(dismissal).data;
    if (why) await dismissPost(collaborators, which, why);
    return why ? undefined : { at: 'dismissal', code: 'dismissalMissing' };
  }
  if (employeeId.trim() === '') return { at: 'employeeId', code: 'employeeMissing' };
  try {
    await attributePost(collaborators, which, employeeId.trim());
    return undefined;
  } catch (error) {
    if (error instanceof Refused && error.code === 'earner-unknown') {
      return { at: 'employeeId', code: 'employeeUnknown' };
    }
    throw error;
  }
};

const shown = async (
  collaborators: Collaborators,
  lead: AsLead,
  { programId, receiptId }: Which,
  principal: Principal,
  { done, filled }: { done?: Done | undefined; filled?: Filled },
): Promise<HttpResponse> => {
  const { member, program } = await lead(principal, programId);
  const [look, badges] = await Promise.all([
    lookAt(collaborators, programId, receiptId),
    collaborators.programs.badges(programId),
  ]);
  const { language, name: reader } = member;
  const html = postPage({ language, reader, program, look, badges, done, filled });
  return { status: 200, headers: pageHeaders, html };
};

const pathOf = ({ programId, receiptId }: Which) =>
  `/programs/${encodeURIComponent(programId)}/quarantine/${encodeURIComponent(receiptId)}`;
