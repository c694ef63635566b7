/** The handlers of `quarantineRoutes`. */
import { askOnce } from '../../platform/ask-once.ts';
import { PAGE } from '../../platform/http/paging.ts';
import type { Handlers, Principal } from '../../platform/http/route.ts';
import { toSignIn } from '../../platform/http/to-sign-in.ts';
import { pageHeaders } from '../../platform/page.ts';
import { asLead } from '../../programs/read.ts';
import type { AsLead, Collaborators } from './collaborators.ts';
import { quarantinePage } from './list-page.ts';
import { type Look, lookAt } from './look.ts';
import { type PostPages, postPages } from './post-pages.ts';
import type { QuarantinedPost } from './quarantined-post.ts';
import { replayPost, replayWaiting } from './replay.ts';
import { attributePost, dismissPost } from './resolve.ts';
import { quarantineRoutes } from './routes.ts';

type Api = Handlers<typeof quarantineRoutes>;

export const quarantineApi = (collaborators: Collaborators): Api => {
  const lead: AsLead = (principal, programId) => asLead(collaborators, principal, programId);
  return { ...forPrograms(collaborators, lead), ...listPages(collaborators, lead), ...postPages(collaborators, lead) };
};

type ListPages = Pick<Api, 'quarantinePage' | 'postReplayAll'>;

const forPrograms = (collaborators: Collaborators, lead: AsLead): Omit<Api, keyof ListPages | keyof PostPages> => {
  const { quarantine } = collaborators;
  const by = async (principal: Principal, programId: string) => (await lead(principal, programId)).member.employeeId;
  return {
    async listQuarantine({ params: { programId }, query, principal }) {
      await lead(principal, programId);
      const [{ items, next }, waiting] = await Promise.all([
        quarantine.waiting(programId, query),
        quarantine.tally(programId),
      ]);
      return { status: 200, json: { waiting, posts: items.map(entryOf), next } };
    },
    async replayAll({ params: { programId }, query, principal }) {
      const which = { programId, by: await by(principal, programId) };
      const { items, next } = await replayWaiting(collaborators, which, query);
      return { status: 200, json: { posts: items, next } };
    },
    async getQuarantined({ params: { programId, receiptId }, principal }) {
      await lead(principal, programId);
      return { status: 200, json: wholeOf(await lookAt(collaborators, programId, receiptId)) };
    },
    async replayPost({ params, principal }) {
      const replay = { ...params, by: await by(principal, params.programId) };
      return { status: 200, json: await replayPost(collaborators, replay) };
    },
    async attributePost({ params, body, principal }) {
      const which = { ...params, by: await by(principal, params.programId) };
      return { status: 200, json: entryOf(await attributePost(collaborators, which, body.employeeId)) };
    },
    async dismissPost({ params, body, principal }) {
      const which = { ...params, by: await by(principal, params.programId) };
      return { status: 200, json: entryOf(await dismissPost(collaborators, which, body.dismissal)) };
    },
  };
};

/** What was sent stays where it is: it may name students. */
const entryOf = ({
  receivedAt,
  earnerId,
  programId: _,
  correlationId: _c,
  sequence: _s,
  ...post
}: QuarantinedPost) => ({
  ...post,
  since: receivedAt,
  employeeId: earnerId,
});

const wholeOf = ({ post, today, sent }: Look) => ({
  ...entryOf(post),
  ...(today && { today: { ...(today.kind === 'quarantined' && waitsBy(today)), outcome: outcomeOf[today.kind] } }),
  sent,
});

const outcomeOf = {
  submission: 'submission',
  quarantined: 'waiting',
  kept: 'ignored',
  'passed-over': 'ignored',
} as const;
const waitsBy = ({ reason, problems }: Pick<QuarantinedPost, 'reason'> & { problems: readonly object[] }) => ({
  reason,
  problems,
});

const listPages = (collaborators: Collaborators, lead: AsLead): ListPages => {
  const { quarantine, programs } = collaborators;
  return {
    async quarantinePage({ params: { programId }, query, principal }) {
      if (!principal) return toSignIn(`/programs/${encodeURIComponent(programId)}/quarantine`);
      const { member, program } = await lead(principal, programId);
      const { replayed, waiting = 0, after } = query;
      const progress = replayed === undefined ? undefined : { replayed, waiting, after };
      const [{ items, next }, tally] = await Promise.all([
        quarantine.waiting(programId, { limit: PAGE, after: progress ? undefined : after }),
        quarantine.tally(programId),
      ]);
      const nameOf = askOnce(async (earnerId: string) => (await programs.member(programId, earnerId))?.name);
      const posts = items.map(async (post) => ({
        ...post,
        earnerName: post.earnerId && (await nameOf(post.earnerId)),
      }));
      const { language, name: reader } = member;
      const view = { language, reader, program, tally, posts: await Promise.all(posts), next, progress };
      return { status: 200, headers: pageHeaders, html: quarantinePage(view) };
    },
    async postReplayAll({ params: { programId }, body, principal }) {
      const { member } = await lead(principal, programId);
      const { limit } = quarantineRoutes.replayAll.query.parse({});
      const part = { limit, after: body.after };
      const { items, next } = await replayWaiting(collaborators, { programId, by: member.employeeId }, part);
      const replayed = items.filter(({ outcome }) => outcome === 'submission').length;
      const progress = new URLSearchParams({
        replayed: String(replayed + (body.replayed ?? 0)),
        waiting: String(items.length - replayed + (body.waiting ?? 0)),
        ...(next && { after: next }),
      });
      return {
        status: 303,
        headers: { location: `/programs/${encodeURIComponent(programId)}/quarantine?${progress}` },
      };
    },
  };
};
