import * as z from 'zod';
import { list, readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { kmsSealer } from '../platform/seal.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { authentication } from '../sign-in/authenticate.ts';
import { memberIdentification } from '../sign-in/identify.ts';
import { identityStore } from '../sign-in/identities.ts';
import { sessionStore } from '../sign-in/sessions.ts';
import { programsApi } from './programs-api.ts';
import { programReader } from './read.ts';
import { programRoutes } from './routes.ts';
import { secretMaker } from './source-secrets.ts';
import { programStore } from './store.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
  SECRETS_KEY_ID: z.string(),
  DEPLOYMENT_ADMINISTRATORS: list,
});
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  programRoutes,
  programsApi({
    programs,
    store: programStore(table, stamp),
    secrets: secretMaker(table, kmsSealer(env.SECRETS_KEY_ID), stamp),
    identify: memberIdentification({ identities: identityStore(table, stamp), programs }),
    administrators: env.DEPLOYMENT_ADMINISTRATORS,
    publicUrl,
  }),
  authentication({ bearer: tokens, sessions }),
);
