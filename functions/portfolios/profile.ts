/** What others see of a member, and how the member changes it. Each for themself. */
import { notFound } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import type { NewId, Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { Member, Program, ProgramReader } from '../programs/read.ts';
import { decide, type EarnerProfile, isNamingAllowed, type Wish } from './model.ts';
import { type Readers, type SharedBadge, sharedBadges } from './shared-badges.ts';
import type { ProfileStore } from './store.ts';

export interface Collaborators extends Readers {
  profiles: Pick<ProfileStore, 'profile' | 'save'>;
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
  newSecretId: NewId;
  now: Now;
}

interface Request {
  params: { readonly programId: string };
  principal: Principal;
  correlationId: string;
  traceparent: string | undefined;
}

/** A member's own view. */
export interface OwnView {
  program: Program;
  member: Member;
  profile: EarnerProfile;
  namingAllowed: boolean;
}

export const ownView = async (
  { identify, programs, profiles }: Collaborators,
  { principal, params: { programId } }: Pick<Request, 'principal' | 'params'>,
): Promise<OwnView> => {
  const member = await identify(principal, programId);
  const [program, profile] = await Promise.all([
    programs.program(programId),
    profiles.profile(programId, member.employeeId),
  ]);
  if (!program) throw notFound('program');
  return { program, member, profile, namingAllowed: isNamingAllowed(program, member) };
};

/** The badges that the member shares. */
export const ownBadges = (readers: Readers, { profile: { programId, earnerId } }: OwnView): Promise<SharedBadge[]> =>
  sharedBadges(readers, programId, earnerId);

/** Does what the member wishes for, and says so; asking for what is already so changes nothing. */
export const changeProfile = (collaborators: Collaborators, wish: Wish, request: Request): Promise<OwnView> =>
  decideAgain(async () => {
    const view = await ownView(collaborators, request);
    const opens = wish.portfolio === true && !view.profile.portfolio;
    const { profile, changes } = decide(view.profile, wish, {
      namingAllowed: view.namingAllowed,
      shares: opens && (await ownBadges(collaborators, view)).length > 0,
      now: collaborators.now(),
      newPortfolioId: collaborators.newSecretId,
    });
    if (changes.length === 0) return view;
    const { correlationId, traceparent } = request;
    const cause = { programId: profile.programId, correlationId, traceparent };
    await collaborators.profiles.save(view.profile, profile, changes, cause);
    return { ...view, profile };
  });
