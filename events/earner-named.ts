import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** An earner switched their name on for the public pages of a program. */
export const EarnerNamed = defineEvent('earner.named', 1, z.object({ earnerId: EmployeeId }), {
  summary: 'An earner switched their name on for the public pages of a program.',
  key: (data) => data.earnerId,
});
