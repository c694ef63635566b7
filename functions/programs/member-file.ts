import * as z from 'zod';
import { Email, Language, line, StableEmployeeId } from './fields.ts';
import { complaints } from './problem.ts';

export const Role = z.enum(['earner', 'reviewer', 'administrator', 'finance', 'owner']);
export type Role = z.infer<typeof Role>;

/** A person in a program. Names and addresses live here alone, where they can be erased. */
export const MemberFile = z
  .strictObject({
    employeeId: StableEmployeeId,
    name: line(120),
    addresses: z.array(Email).min(1).max(10).describe('The first is written to; a sign-in or a post may use any.'),
    school: line(120).optional(),
    language: Language.default('en'),
    roles: z
      .array(Role)
      .max(5)
      .describe(
        'The role owner is for the owner and the deputy that the program names, and nobody else. They need it not: what they may follows from their office.',
      ),
    schools: z
      .array(line(120))
      .min(1)
      .max(200)
      .optional()
      .describe('The schools an administrator hears of and sees: a principal names one. Without it, all.'),
    /** The file has no way to switch a name on for somebody else. */
    naming: z
      .enum(['earner-decides', 'never'])
      .default('earner-decides')
      .describe('earner-decides: no name on a public page until the earner switches it on. never: not even then.'),
  })
  .superRefine((member, context) => {
    if (member.schools && !member.roles.includes('administrator'))
      complaints(context)(
        ['schools'],
        'schools-without-administrator',
        'Only an administrator is scoped to schools. Add the role, or use school for the place of work.',
      );
  })
  .meta({ id: 'Member', description: 'A person in the program.' });
export type MemberFile = z.output<typeof MemberFile>;
