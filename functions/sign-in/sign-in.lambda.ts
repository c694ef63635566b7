import * as z from 'zod';
import { list, readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { changing } from '../programs/authority.ts';
import { programReader } from '../programs/read.ts';
import { authentication } from './authenticate.ts';
import { memberIdentification } from './identify.ts';
import { identityStore } from './identities.ts';
import { issuerClient } from './issuer.ts';
import { identityRelease } from './release.ts';
import { signInRoutes } from './routes.ts';
import { sessionStore } from './sessions.ts';
import { signIn } from './sign-in.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
  OIDC_CLIENT_ID: z.string(),
  DEPLOYMENT_ADMINISTRATORS: list,
});
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const identities = identityStore(table, stamp);
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
const issuer = issuerClient({ issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });
const authority = {
  programs,
  identify: memberIdentification({ identities, programs }),
  administrators: env.DEPLOYMENT_ADMINISTRATORS,
};

export const handler = http(
  signInRoutes,
  signIn({
    issuer,
    sessions,
    demandChanging: (principal, programId) => changing(authority, principal, programId),
    release: identityRelease({ identities, sessions, programs, stamp }),
    publicUrl,
  }),
  authentication({ bearer: tokens, sessions }),
);
