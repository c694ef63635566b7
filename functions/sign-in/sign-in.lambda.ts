import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { newSecretId, now } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { authentication } from './authenticate.ts';
import { issuerClient } from './issuer.ts';
import { signInRoutes } from './routes.ts';
import { sessionStore } from './sessions.ts';
import { signIn } from './sign-in.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
  OIDC_CLIENT_ID: z.string(),
});
const publicUrl = env.PUBLIC_URL;
const sessions = sessionStore({ table: ledgerTable(env.TABLE_NAME), now, newSecretId, publicUrl });
const issuer = issuerClient({ issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  signInRoutes,
  signIn({ issuer, sessions, publicUrl }),
  authentication({ bearer: tokens, sessions }),
);
