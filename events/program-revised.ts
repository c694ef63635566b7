import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A new revision of a program file is in force. */
export const ProgramRevised = defineEvent(
  'program.revised',
  1,
  z.object({ revision: z.int().positive(), status: z.enum(['draft', 'published']) }),
  { summary: 'A new revision of a program is in force.', key: (data) => `revision-${data.revision}` },
);
