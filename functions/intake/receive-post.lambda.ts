import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { readEnv } from '../platform/env.ts';
import { http } from '../platform/http/http.ts';
import { guardedFetch } from '../platform/outbound/guarded-fetch.ts';
import { kmsSealer } from '../platform/seal.ts';
import { stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader, sourceSecrets } from '../programs/read.ts';
import { receive } from '../submissions/receive.ts';
import { submissionStore } from '../submissions/store.ts';
import { keySets } from './formats/key-sets.ts';
import { postRoutes } from './post-routes.ts';
import { receivePost } from './receive-post.ts';
import { intakeStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string(), SECRETS_KEY_ID: z.string() });
const table = ledgerTable(env.TABLE_NAME);
const submissions = submissionStore(table, stamp);

export const handler = http(postRoutes, {
  receivePost: receivePost({
    programs: programReader(table),
    secrets: sourceSecrets(table, kmsSealer(env.SECRETS_KEY_ID)),
    keySets: keySets({ fetch: guardedFetch(), ...stamp }),
    awards: awardReader(table),
    intake: intakeStore(table, stamp),
    submissions: { current: submissions.current, opening: receive({ submissions, ...stamp }) },
    ...stamp,
  }),
});
