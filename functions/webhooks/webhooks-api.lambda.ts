import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { kmsSealer } from '../platform/seal.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { authentication } from '../sign-in/authenticate.ts';
import { memberIdentification } from '../sign-in/identify.ts';
import { identityStore } from '../sign-in/identities.ts';
import { sessionStore } from '../sign-in/sessions.ts';
import { deliveryStore, laneStore } from './deliveries/delivery-store.ts';
import { endpointStore } from './endpoints/endpoint-store.ts';
import { wakesInto } from './lanes/wakes.ts';
import { webhookRoutes } from './routes.ts';
import { webhooksApi } from './webhooks-api.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string(),
  SECRETS_KEY_ID: z.string(),
  WAKES_URL: z.url(),
});
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl: env.PUBLIC_URL });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });

export const handler = http(
  webhookRoutes,
  webhooksApi({
    endpoints: endpointStore(table, stamp),
    deliveries: deliveryStore(table),
    lanes: laneStore(table),
    programs,
    identify: memberIdentification({ identities: identityStore(table, stamp), programs }),
    sealer: kmsSealer(env.SECRETS_KEY_ID),
    wake: wakesInto(env.WAKES_URL),
    ...stamp,
  }),
  authentication({ bearer: tokens, sessions }),
);
