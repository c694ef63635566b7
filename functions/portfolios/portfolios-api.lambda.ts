import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { credentialReader } from '../credentials/read.ts';
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
import { portfoliosApi } from './portfolios-api.ts';
import { portfolioRoutes } from './routes.ts';
import { profileStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string() });
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  portfolioRoutes,
  portfoliosApi({
    profiles: profileStore(table, stamp),
    awards: awardReader(table),
    credentials: credentialReader(table),
    ...{ programs, identify, publicUrl, newSecretId, now: stamp.now },
  }),
  authentication({ bearer: tokens, sessions }),
);
