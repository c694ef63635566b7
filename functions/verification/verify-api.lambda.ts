import * as z from 'zod';
import { isPresentable } from '../credentials/credential.ts';
import { assertionOf, revokedAssertion } from '../credentials/open-badge-2.ts';
import { publicDocuments } from '../credentials/public-documents.ts';
import { credentialRoutes } from '../credentials/routes.ts';
import { credentialStore } from '../credentials/store.ts';
import { endorsementReader } from '../endorsements/read.ts';
import { list, readEnv } from '../platform/env.ts';
import { http } from '../platform/http/http.ts';
import { kmsJwtSigner } from '../platform/jwt-signer.ts';
import { guardedFetch } from '../platform/outbound/guarded-fetch.ts';
import { kmsSigner } from '../platform/signer.ts';
import { stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { statusReader } from '../status/read.ts';
import { statusRoutes } from '../status/routes.ts';
import { statusApi } from '../status/status-api.ts';
import { documentsOfRoutes, type OwnDocument, ownDocuments } from './own-documents.ts';
import { verificationRoutes } from './routes.ts';
import { verifyApi } from './verify-api.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  PILOT: z.stringbool(),
  SIGNING_KEYS: list,
  JWT_SIGNING_KEYS: list,
});
const publicUrl = env.PUBLIC_URL;
const table = ledgerTable(env.TABLE_NAME);
const credentials = credentialStore(table, stamp);

/** A credential that its earner shares, and its Open Badges 2.0 twin. */
const sharedCredential: OwnDocument = async (path) => {
  const [, credentialId = '', twin] = /^\/credentials\/([\w-]+)(?:\.json|(\/ob2))?$/.exec(path) ?? [];
  const credential = credentialId === '' ? undefined : await credentials.get(credentialId);
  if (!credential?.shared || !isPresentable(credential)) return undefined;
  const { document, revokedAt } = credential;
  if (!twin) return document;
  return revokedAt === undefined ? assertionOf(document) : revokedAssertion(document.id);
};

const known = publicDocuments({
  ...{ publicUrl, pilot: env.PILOT, credentials, programs: programReader(table) },
  endorsements: endorsementReader(table),
  signer: kmsSigner(env.SIGNING_KEYS),
  jwtSigner: kmsJwtSigner(env.JWT_SIGNING_KEYS),
});

export const handler = http(
  verificationRoutes,
  verifyApi({
    own: ownDocuments(
      publicUrl,
      sharedCredential,
      documentsOfRoutes(credentialRoutes, known),
      documentsOfRoutes(statusRoutes, statusApi({ status: statusReader(table), publicUrl })),
    ),
    fetch: guardedFetch(),
    now: stamp.now,
  }),
);
