/** What the owner and the deputy do: ask for endorsements, and decide on those that came. */
import type { Cause } from '../platform/draft-event.ts';
import { notFound } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import type { NewId, Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { asLead, type Member, type ProgramReader } from '../programs/read.ts';
import type { Endorsement, State } from './endorsement.ts';
import { type Invited, invite, moved, noEndorsements, openInvitation } from './model.ts';
import type { EndorsementStore } from './store.ts';

export interface Deciding {
  endorsements: Pick<EndorsementStore, 'get' | 'ofBadge' | 'save'>;
  programs: Pick<ProgramReader, 'program' | 'badge'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
  newSecretId: NewId;
  now: Now;
}

interface Request extends Pick<Cause, 'correlationId' | 'traceparent'> {
  principal: Principal;
}

/** Asks for an endorsement of the badge as it is today. Who has an invitation that is open still is not asked twice. */
export const inviteEndorser = async (
  deciding: Deciding,
  { programId, badgeId }: { programId: string; badgeId: string },
  invited: Omit<Invited, 'key'>,
  { principal, correlationId, traceparent }: Request,
): Promise<{ endorsementId: string; isNew: boolean }> => {
  const { endorsements, programs, newSecretId, now } = deciding;
  const { member } = await asLead(deciding, principal, programId);
  const current = await programs.badge(programId, badgeId);
  if (!current) throw notFound('badge');
  const endorsementId = newSecretId();
  return decideAgain(async () => {
    const badge = (await endorsements.ofBadge(programId, badgeId)) ?? noEndorsements(programId, badgeId);
    const open = openInvitation(badge, invited.email, now());
    if (open) return { endorsementId: open.endorsementId, isNew: false };
    const about = { endorsementId, badgeVersion: current.version, now: now(), by: member.employeeId };
    const change = invite(badge, { ...invited, key: newSecretId() }, about);
    await endorsements.save(change, { programId, correlationId, traceparent });
    return { endorsementId, isNew: true };
  });
};

export type Decision = Extract<State, 'accepted' | 'refused' | 'withdrawn'>;

/** Decides. What is so already stays so, and is no error; another decision that came first is `endorsement-overtaken`. */
export const decideOn = (
  deciding: Deciding,
  endorsementId: string,
  decision: Decision,
  { principal, correlationId, traceparent }: Request,
): Promise<Endorsement> =>
  decideAgain(async () => {
    const { endorsements, now } = deciding;
    const endorsement = await endorsements.get(endorsementId);
    if (!endorsement) throw notFound('endorsement');
    const { programId, badgeId } = endorsement;
    const { member } = await asLead(deciding, principal, programId);
    const badge = (await endorsements.ofBadge(programId, badgeId)) ?? noEndorsements(programId, badgeId);
    const change = moved({ endorsement, badge }, decision, now(), member.employeeId);
    if (!change) return endorsement;
    await endorsements.save(change, { programId, correlationId, traceparent });
    return change.endorsement;
  });
