import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { bearer } from '../platform/http/bearer.ts';
import { http } from '../platform/http/http.ts';
import { guardedFetch } from '../platform/outbound/guarded-fetch.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { authentication } from '../sign-in/authenticate.ts';
import { memberIdentification } from '../sign-in/identify.ts';
import { identityStore } from '../sign-in/identities.ts';
import { sessionStore } from '../sign-in/sessions.ts';
import { documentsOf } from '../verification/documents.ts';
import { verifyCredential } from '../verification/verify-credential.ts';
import { type ApiCollaborators, endorsementsApi } from './endorsements-api.ts';
import { endorsementRoutes } from './routes.ts';
import { endorsementStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string() });
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
const tokens = bearer({ issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE });
const fetch = guardedFetch();

/** Other programs of this deployment are read like everybody's: it is another function that answers for them. */
const verify: ApiCollaborators['verify'] = async (credential) => {
  const documents = documentsOf({ own: async () => undefined, fetch });
  const secured = { document: { ...credential } };
  const { findings } = await verifyCredential('endorsement', secured, { documents, now: stamp.now });
  const failed = findings.find(({ outcome }) => outcome === 'failed');
  return failed ? { verified: false, why: failed.code } : { verified: true };
};

export const handler = http(
  endorsementRoutes,
  endorsementsApi({
    endorsements: endorsementStore(table, stamp),
    programs,
    identify: memberIdentification({ identities: identityStore(table, stamp), programs }),
    verify,
    publicUrl,
    newSecretId,
    now: stamp.now,
  }),
  authentication({ bearer: tokens, sessions }),
);
