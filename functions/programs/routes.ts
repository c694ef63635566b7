/** The routes of program files and of the secrets of their sources. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

const STAFF = 'For the owner, the deputy, and the administrators of the deployment.';

export const programRoutes = defineRoutes({
  putProgram: {
    method: 'PUT',
    path: '/v1/programs/{programId}',
    summary:
      'Puts a program file into force as a whole, or with `dryRun=true` tells what it would change. A file may be up to 6 MB, the most that a Lambda function is handed; pictures are better linked than embedded.',
    access: 'signed-in',
    body: {
      kind: 'json',
      schema: z.unknown().describe('A program file, as docs/program.schema.json describes it.'),
    },
    query: z.object({ dryRun: z.enum(['true', 'false']).default('false') }),
    answers: {
      201: 'The program was created: its revision and the changes.',
      200: 'The revision that is in force now, and the changes: none if the file says what was in force already. Of a dry run, what would be. `notes` tells of sources that are protected by a token only.',
      403: `Only administrators of the deployment create a program. ${STAFF}`,
      409: 'Somebody else changed the program at the same time, or another program has a source of that id.',
      422: 'The file breaks rules, which `errors` lists by JSON path. Nothing was changed.',
    },
  },
  getProgram: {
    method: 'GET',
    path: '/v1/programs/{programId}',
    summary: 'The program file in force, ready to be edited and put again. It holds no secrets.',
    access: 'signed-in',
    answers: { 200: 'The program file.', 403: STAFF, 404: 'No such program.' },
  },
  makeSecret: {
    method: 'POST',
    path: '/v1/programs/{programId}/sources/{sourceId}/secret',
    summary: 'Makes a secret for a source and shows it this once. The one before it stays live until the next is made.',
    access: 'signed-in',
    answers: {
      201: 'The secret, the address to post to, what protects it (a `signature`, or a `token` that travels with each post and is weaker), and whether another secret is live beside it.',
      403: STAFF,
      404: 'No such program, or it has no such source.',
      409: 'The format of the source has no secret of yours.',
    },
  },
});
