import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { list, readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { changing } from '../programs/authority.ts';
import { programReader } from '../programs/read.ts';
import { authentication } from '../sign-in/authenticate.ts';
import { memberIdentification } from '../sign-in/identify.ts';
import { identityStore } from '../sign-in/identities.ts';
import { sessionStore } from '../sign-in/sessions.ts';
import { receive } from '../submissions/receive.ts';
import { submissionStore } from '../submissions/store.ts';
import { quarantineApi } from './quarantine/quarantine-api.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { quarantineStore } from './quarantine/store.ts';
import { tryRoutes } from './try/routes.ts';
import { trySource } from './try/try-source.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
  DEPLOYMENT_ADMINISTRATORS: list,
});
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const submissions = submissionStore(table, stamp);
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl: env.PUBLIC_URL });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

const readers = { programs, awards: awardReader(table) };
const authority = { programs, identify, administrators: env.DEPLOYMENT_ADMINISTRATORS };
const opening = { current: submissions.current, opening: receive({ submissions, ...stamp }) };

export const handler = http(
  { ...quarantineRoutes, ...tryRoutes },
  {
    ...quarantineApi({
      ...readers,
      quarantine: quarantineStore(table, stamp),
      submissions: opening,
      identify,
      ...stamp,
    }),
    ...trySource({
      ...readers,
      submissions,
      demandChanging: (principal, programId) => changing(authority, principal, programId),
    }),
  },
  authentication({ bearer: tokens, sessions }),
);
