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
import { noticesApi } from './notices-api.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { noticeRoutes } from './routes.ts';

const env = readEnv({ ...postOfficeEnv, OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string() });
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl: env.PUBLIC_URL });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });

export const handler = http(
  noticeRoutes,
  noticesApi({ ...postOffice(env), programs, identify }),
  authentication({ bearer: tokens, sessions }),
);
