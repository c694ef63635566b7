import * as z from 'zod';
import { BadgeAwarded } from '../../events/badge-awarded.ts';
import { awardReader } from '../awards/read.ts';
import { consume, on } from '../platform/consume.ts';
import { list, readEnv } from '../platform/env.ts';
import { kmsSigner } from '../platform/signer.ts';
import { newSecretId, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { submissionReader } from '../submissions/read.ts';
import { signAssertion } from './sign-assertion.ts';
import { credentialStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), PILOT: z.stringbool(), SIGNING_KEYS: list });
const table = ledgerTable(env.TABLE_NAME);

export const handler = consume(
  on(
    BadgeAwarded,
    signAssertion({
      credentials: credentialStore(table, stamp),
      awards: awardReader(table),
      programs: programReader(table),
      submissions: submissionReader(table),
      signer: kmsSigner(env.SIGNING_KEYS),
      publicUrl: env.PUBLIC_URL,
      pilot: env.PILOT,
      newSecretId,
      ...stamp,
    }),
  ),
);
