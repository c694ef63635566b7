/** Puts the collaborators of every function here together. */
import * as z from 'zod';
import { awardReader } from '../awards/read.ts';
import { concernReader } from '../concerns/read.ts';
import { credentialReader } from '../credentials/read.ts';
import { endorsementReader } from '../endorsements/read.ts';
import { intakeReader } from '../intake/read.ts';
import { sesMailer } from '../platform/mailer.ts';
import { now } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { submissionReader } from '../submissions/read.ts';
import { webhookReader } from '../webhooks/read.ts';
import { claimStore } from './claims/claim-store.ts';
import { suppressionStore } from './claims/suppression.ts';
import { noticeReaderStore } from './digests/notice-reader-store.ts';
import { linksOf } from './letters/links.ts';
import type { Readers } from './matters/readers.ts';
import { reminderStore } from './reminders/reminder-store.ts';
import { tell } from './tell/tell.ts';

/** What a function that sends notices reads from its environment. */
export const postOfficeEnv = {
  TABLE_NAME: z.string(),
  PUBLIC_URL: z.url(),
  CONFIGURATION_SET: z.string(),
  SENDER: z.email(),
};
type PostOfficeEnv = z.infer<z.ZodObject<typeof postOfficeEnv>>;

export const postOffice = (env: PostOfficeEnv) => {
  const table = ledgerTable(env.TABLE_NAME);
  const [claims, suppressions] = [claimStore(table), suppressionStore(table)];
  const noticeReaders = noticeReaderStore(table);
  const readers: Readers = {
    programs: programReader(table),
    submissions: submissionReader(table),
    awards: awardReader(table),
    credentials: credentialReader(table),
    intake: intakeReader(table),
    concerns: concernReader(table),
    endorsements: endorsementReader(table),
    webhooks: webhookReader(table),
    digests: noticeReaders,
    claims,
  };
  const mailer = sesMailer({ sender: env.SENDER, configurationSet: env.CONFIGURATION_SET, now });
  const links = linksOf(env.PUBLIC_URL);
  const collaborators = { readers, noticeReaders, claims, suppressions, mailer, links, now };
  return { ...collaborators, reminders: reminderStore(table), tell: tell(collaborators) };
};
