/** Trying out what would become of a post, before a mapping is put into force. */
import * as z from 'zod';
import { defineRoutes } from '../../platform/http/route.ts';
import { MappingFile } from '../../programs/read.ts';

export const tryRoutes = defineRoutes({
  trySource: {
    method: 'POST',
    path: '/v1/sources/{sourceId}/try',
    summary:
      'Tells what would become of a sample by the mapping of a source, or by one that is sent along. Nothing is written, and no signature is asked for.',
    access: 'signed-in',
    body: {
      kind: 'json',
      schema: z.strictObject({
        sample: z
          .union([z.record(z.string(), z.unknown()), z.string().min(1).max(262_144)])
          .describe('What the source sends: its JSON, or its whole body as text.'),
        mapping: MappingFile.optional().describe('In place of the one in force.'),
      }),
    },
    answers: {
      200: 'What would become of it: `outcome`, the earner and the badge that were found, what fills which requirement, or why it would wait and where that stands.',
      400: 'The sample is no JSON object, or the mapping breaks rules, which `errors` lists by JSON path.',
      403: 'For the owner, the deputy, and the administrators of the deployment.',
      404: 'No such source.',
    },
  },
});
