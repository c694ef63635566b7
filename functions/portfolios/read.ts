/** What other capabilities may read of portfolios: whether a public page names the earner. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../events/ids.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { ProgramReader } from '../programs/read.ts';
import { EarnerProfile, isNamingAllowed, unseen } from './model.ts';

export type ProfileReader = ReturnType<typeof profileReader>;

const Owner = z.object({ programId: Slug, earnerId: EmployeeId });

export const profileReader = (table: Pick<Table, 'get'>) => {
  const profile = async (programId: string, earnerId: string) =>
    (await table.get(keys.earnerProfile(programId, earnerId), EarnerProfile)) ?? unseen(programId, earnerId);
  return {
    profile,
    /** The profile whose portfolio has this address, while it is open. */
    async ofPortfolio(portfolioId: string) {
      const owner = await table.get(keys.portfolio(portfolioId), Owner);
      const found = owner && (await profile(owner.programId, owner.earnerId));
      return found?.portfolio && found.portfolioId === portfolioId ? found : undefined;
    },
  };
};

/** What a public page says of its earner. */
export interface ShownName {
  name: string;
  school?: string | undefined;
}
export type NameShown = (earner: { programId: string; earnerId: string }) => Promise<ShownName | undefined>;

interface Collaborators {
  profiles: Pick<ProfileReader, 'profile'>;
  programs: Pick<ProgramReader, 'program' | 'member'>;
}

/** Undefined, which hides the school too, unless the earner switched the name on and the program allows it. */
export const nameShownBy =
  ({ profiles, programs }: Collaborators): NameShown =>
  async ({ programId, earnerId }) => {
    if (!(await profiles.profile(programId, earnerId)).named) return undefined;
    const [program, member] = await Promise.all([programs.program(programId), programs.member(programId, earnerId)]);
    if (!member || !isNamingAllowed(program, member)) return undefined;
    const { name, school } = member;
    return { name, ...(school !== undefined && { school }) };
  };
