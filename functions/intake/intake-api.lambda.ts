import * as z from 'zod';
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
import { quarantineApi } from './quarantine/quarantine-api.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { intakeReader } from './read.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string() });
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl: env.PUBLIC_URL });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  quarantineRoutes,
  quarantineApi({ intake: intakeReader(table), programs, identify }),
  authentication({ bearer: tokens, sessions }),
);
