/** What an earner lets strangers see of themself, and what a wish makes of it. Pure. */
import * as z from 'zod';
import { EmployeeId, PortfolioId, Slug } from '../../events/ids.ts';
import { forbidden, Refused } from '../platform/errors.ts';
import type { NewId } from '../platform/stamp.ts';
import type { Member, Program } from '../programs/read.ts';

export const EarnerProfile = z.object({
  programId: Slug,
  earnerId: EmployeeId,
  /** The earner's own switch; whether the name is shown is for the program to say as well. */
  named: z.boolean(),
  namedSince: z.iso.datetime().optional(),
  /** The page of all shared badges is open. */
  portfolio: z.boolean(),
  /** Made when the page is first opened, and kept: the address that was given out leads to the page whenever it is open. */
  portfolioId: PortfolioId.optional(),
  /** The number of its last event; 0 before the first. */
  sequence: z.int().nonnegative(),
});
export type EarnerProfile = z.infer<typeof EarnerProfile>;

/** The profile of whoever has switched on nothing yet. */
export const unseen = (programId: string, earnerId: string): EarnerProfile => ({
  programId,
  earnerId,
  named: false,
  portfolio: false,
  sequence: 0,
});

/** What is to be so; what is left out stays as it is. */
export interface Wish {
  named?: boolean | undefined;
  portfolio?: boolean | undefined;
}

export type Change = 'named' | 'unnamed' | 'opened' | 'closed';

export interface Circumstances {
  namingAllowed: boolean;
  /** Whether the earner shares a badge. */
  shares: boolean;
  now: Date;
  newPortfolioId: NewId;
}

/** Neither a program nor what it says of this member forbids the name. */
export const isNamingAllowed = (
  program: { policy: Pick<Program['policy'], 'naming'> } | undefined,
  member: Pick<Member, 'naming'>,
): boolean => program?.policy.naming === 'earner-decides' && member.naming === 'earner-decides';

/** The profile that the wish asks for, and what changed. Switching off is never refused. */
export const decide = (
  was: EarnerProfile,
  { named = was.named, portfolio = was.portfolio }: Wish,
  { namingAllowed, shares, now, newPortfolioId }: Circumstances,
): { profile: EarnerProfile; changes: Change[] } => {
  const changes: Change[] = [];
  if (named !== was.named) changes.push(named ? 'named' : 'unnamed');
  if (portfolio !== was.portfolio) changes.push(portfolio ? 'opened' : 'closed');
  if (changes.includes('named') && !namingAllowed) {
    throw forbidden('naming-not-allowed', 'This program shows no name of yours on public pages.');
  }
  if (changes.includes('opened') && !shares) {
    throw new Refused('nothing-shared', { message: 'Share at least one badge first.' });
  }
  const profile = {
    ...was,
    named,
    namedSince: named ? (was.namedSince ?? now.toISOString()) : undefined,
    portfolio,
    portfolioId: was.portfolioId ?? (portfolio ? newPortfolioId() : undefined),
    sequence: was.sequence + changes.length,
  };
  return { profile, changes };
};
