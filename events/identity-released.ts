import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** A member's account was let go: the next account with one of the member's verified addresses takes its place. */
export const IdentityReleased = defineEvent('identity.released', 1, z.object({ employeeId: EmployeeId }), {
  summary: 'A member’s account was let go; the next one with a verified address of the member takes its place.',
  key: (data) => data.employeeId,
});
