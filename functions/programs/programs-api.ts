/** The handlers of `programRoutes`. */
import { notFound, Refused } from '../platform/errors.ts';
import type { Handlers } from '../platform/http/route.ts';
import { log } from '../platform/log.ts';
import { type Authority, changing, putting } from './authority.ts';
import { putProgram } from './put-program.ts';
import type { ProgramReader } from './read.ts';
import type { programRoutes } from './routes.ts';
import { protectionOf } from './source-file.ts';
import type { SecretMaker } from './source-secrets.ts';
import type { ProgramStore } from './store.ts';

interface Collaborators extends Authority {
  programs: Pick<ProgramReader, 'program' | 'source'>;
  store: ProgramStore;
  secrets: SecretMaker;
  /** Without a trailing slash. */
  publicUrl: string;
}

export const programsApi = (collaborators: Collaborators): Handlers<typeof programRoutes> => {
  const { programs, store, secrets, publicUrl } = collaborators;
  const put = putProgram(collaborators);
  return {
    async putProgram({ params: { programId }, query, body, principal, correlationId, traceparent }) {
      await putting(collaborators, principal, programId);
      const dryRun = query.dryRun === 'true';
      const cause = { programId, correlationId, traceparent };
      const { created, ...json } = await put({ programId, json: body, dryRun, author: principal, cause });
      return { status: created ? 201 : 200, json };
    },
    async getProgram({ params: { programId }, principal }) {
      await changing(collaborators, principal, programId);
      return { status: 200, json: (await store.current(programId))?.file };
    },
    async makeSecret({ params: { programId, sourceId }, principal, correlationId }) {
      await changing(collaborators, principal, programId);
      const source = await programs.source(sourceId);
      if (source?.programId !== programId) throw notFound('source');
      if (source.format === 'canvas') throw takesNoSecret();
      const made = await secrets.make(programId, sourceId);
      log.info('secret-made', { correlationId, programId, sourceId });
      return {
        status: 201,
        json: { sourceId, url: `${publicUrl}/v1/hooks/${sourceId}`, protection: protectionOf(source), ...made },
      };
    },
  };
};

const takesNoSecret = () =>
  new Refused('source-takes-no-secret', {
    message:
      'Canvas signs with keys of its own, so this source has no secret. Put the uuid of its root account into the program file.',
  });
