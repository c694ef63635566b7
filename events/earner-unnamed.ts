import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** An earner switched their name off again. */
export const EarnerUnnamed = defineEvent('earner.unnamed', 1, z.object({ earnerId: EmployeeId }), {
  summary: 'An earner switched their name off again.',
  key: (data) => data.earnerId,
});
