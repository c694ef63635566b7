import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { endorsementReader } from '../endorsements/read.ts';
import { list, readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { kmsJwtSigner } from '../platform/jwt-signer.ts';
import { kmsSigner } from '../platform/signer.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { nameShownBy, profileReader } from '../portfolios/read.ts';
import { programReader } from '../programs/read.ts';
import { authentication } from '../sign-in/authenticate.ts';
import { memberIdentification } from '../sign-in/identify.ts';
import { identityStore } from '../sign-in/identities.ts';
import { sessionStore } from '../sign-in/sessions.ts';
import { statusStore } from '../status/store.ts';
import { credentialsApi } from './credentials-api.ts';
import { credentialRoutes } from './routes.ts';
import { credentialStore } from './store.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  PILOT: z.stringbool(),
  SIGNING_KEYS: list,
  JWT_SIGNING_KEYS: list,
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
});
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const identify = memberIdentification({ identities: identityStore(table, stamp), programs });
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });
const deployment = { publicUrl, pilot: env.PILOT };

export const handler = http(
  credentialRoutes,
  credentialsApi({
    ...deployment,
    credentials: credentialStore(table, stamp),
    awards: awardReader(table),
    signer: kmsSigner(env.SIGNING_KEYS),
    jwtSigner: kmsJwtSigner(env.JWT_SIGNING_KEYS),
    revokedWrite: statusStore(table, stamp).revokedWrite,
    endorsements: endorsementReader(table),
    nameShown: nameShownBy({ profiles: profileReader(table), programs }),
    programs,
    identify,
    now: stamp.now,
  }),
  authentication({ bearer: tokens, sessions }),
);
