import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
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

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string() });
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const submissions = submissionStore(table, stamp);
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl: env.PUBLIC_URL });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  quarantineRoutes,
  quarantineApi({
    quarantine: quarantineStore(table, stamp),
    programs,
    awards: awardReader(table),
    submissions: { current: submissions.current, opening: receive({ submissions, ...stamp }) },
    identify,
    ...stamp,
  }),
  authentication({ bearer: tokens, sessions }),
);
