/** The handlers of `quarantineRoutes`. */
import { askOnce } from '../../platform/ask-once.ts';
import { forbidden } from '../../platform/errors.ts';
import { PAGE } from '../../platform/http/paging.ts';
import type { Handlers, Principal } from '../../platform/http/route.ts';
import { pageHeaders } from '../../platform/page.ts';
import { leads, type Member, type ProgramReader } from '../../programs/read.ts';
import type { IntakeReader } from '../read.ts';
import type { WaitingPost } from '../receipt.ts';
import { quarantinePage } from './list-page.ts';
import type { quarantineRoutes } from './routes.ts';

interface Collaborators {
  intake: Pick<IntakeReader, 'waiting'>;
  programs: Pick<ProgramReader, 'program' | 'member'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

export const quarantineApi = (collaborators: Collaborators): Handlers<typeof quarantineRoutes> => {
  const { intake, programs } = collaborators;
  return {
    async listQuarantine({ params: { programId }, query, principal }) {
      await asLead(collaborators, principal, programId);
      const { items, next } = await intake.waiting(programId, query);
      return { status: 200, json: { posts: items.map(entryOf), next } };
    },
    async quarantinePage({ params: { programId }, query: { after }, principal }) {
      if (!principal) {
        const back = encodeURIComponent(`/programs/${encodeURIComponent(programId)}/quarantine`);
        return { status: 303, headers: { location: `/sign-in?return=${back}` } };
      }
      const { member, program } = await asLead(collaborators, principal, programId);
      const { items, next } = await intake.waiting(programId, { limit: PAGE, after });
      const nameOf = askOnce(async (earnerId: string) => (await programs.member(programId, earnerId))?.name);
      const named = items.map(async (post) => ({
        ...post,
        earnerName: post.earnerId && (await nameOf(post.earnerId)),
      }));
      const { language, name: reader } = member;
      const html = quarantinePage({ language, reader, program, posts: await Promise.all(named), next });
      return { status: 200, headers: pageHeaders, html };
    },
  };
};

const asLead = async ({ programs, identify }: Collaborators, principal: Principal, programId: string) => {
  const member = await identify(principal, programId);
  const program = await programs.program(programId);
  if (program && leads(program, member.employeeId)) return { member, program };
  throw forbidden('not-the-owner-or-deputy', 'This is for the owner of the program and the deputy.');
};

/** What was sent stays where it is: it may name students. */
const entryOf = ({ receiptId, receivedAt, reason, problems, earnerId }: WaitingPost) => ({
  receiptId,
  since: receivedAt,
  reason,
  problems,
  employeeId: earnerId,
});
