import * as z from 'zod';
import { BadgeAwarded } from '../../events/badge-awarded.ts';
import { BadgeRevoked } from '../../events/badge-revoked.ts';
import { EarnerNamed } from '../../events/earner-named.ts';
import { EarnerUnnamed } from '../../events/earner-unnamed.ts';
import { EndorsementAccepted } from '../../events/endorsement-accepted.ts';
import { EvidenceWithheld } from '../../events/evidence-withheld.ts';
import { awardReader } from '../awards/read.ts';
import { signEndorsement } from '../endorsements/sign-endorsement.ts';
import { endorsementStore } from '../endorsements/store.ts';
import { consume, on } from '../platform/consume.ts';
import { list, readEnv } from '../platform/env.ts';
import { kmsJwtSigner } from '../platform/jwt-signer.ts';
import { kmsSigner } from '../platform/signer.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { nameShownBy, profileReader } from '../portfolios/read.ts';
import { programReader } from '../programs/read.ts';
import { findPlace, signStatusList } from '../status/sign-status-list.ts';
import { statusStore } from '../status/store.ts';
import { submissionReader } from '../submissions/read.ts';
import { demandIssuerHost } from './signing/issuer-host.ts';
import { keepSigningKeys } from './signing/published-keys.ts';
import { reissueCredential } from './signing/reissue-credential.ts';
import { signAssertion } from './signing/sign-assertion.ts';
import { credentialStore } from './store.ts';

const env = readEnv({
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  PILOT: z.stringbool(),
  SIGNING_KEYS: list,
  JWT_SIGNING_KEYS: list,
});
const table = ledgerTable(env.TABLE_NAME);
const programs = programReader(table);
const status = statusStore(table, stamp);
const keys = { signer: kmsSigner(env.SIGNING_KEYS), jwtSigner: kmsJwtSigner(env.JWT_SIGNING_KEYS) };
const listing = { ...keys, ...stamp, status, publicUrl: env.PUBLIC_URL };
const signing = {
  ...keys,
  ...stamp,
  credentials: credentialStore(table, stamp),
  awards: awardReader(table),
  programs,
  submissions: submissionReader(table),
  endorsements: endorsementStore(table, stamp),
  nameShown: nameShownBy({ profiles: profileReader(table), programs }),
  publicUrl: env.PUBLIC_URL,
  pilot: env.PILOT,
};
const sign = signAssertion({
  ...signing,
  findPlace: (programId, awardId) => findPlace(listing, programId, awardId),
  placeWrite: status.placeWrite,
  newSecretId,
});
const reissue = reissueCredential(signing);
const endorse = signEndorsement({
  ...signing,
  async prepare() {
    await demandIssuerHost(signing);
    await keepSigningKeys(signing);
  },
});

/** Everything that is signed is signed here: no other function may. */
export const handler = consume(
  on(BadgeAwarded, sign),
  on(BadgeRevoked, signStatusList(listing)),
  on(EndorsementAccepted, endorse),
  on(EvidenceWithheld, reissue.withheld),
  on(EarnerNamed, reissue.named),
  on(EarnerUnnamed, reissue.named),
);
