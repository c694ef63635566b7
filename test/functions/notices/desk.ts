/** Everything a notice passes through, on the real table engine, with a clock that a test moves. */
import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll } from 'vitest';
import { claimStore } from '../../../functions/notices/claims/claim-store.ts';
import { noteSending } from '../../../functions/notices/claims/note-sending.ts';
import { settleNotices } from '../../../functions/notices/claims/settle-notices.ts';
import { suppressionStore } from '../../../functions/notices/claims/suppression.ts';
import { noticeReaderStore } from '../../../functions/notices/digests/notice-reader-store.ts';
import { sendDigests } from '../../../functions/notices/digests/send-digests.ts';
import { linksOf } from '../../../functions/notices/letters/links.ts';
import { reminderStore } from '../../../functions/notices/reminders/reminder-store.ts';
import { tell } from '../../../functions/notices/tell/tell.ts';
import { tellAdministrators } from '../../../functions/notices/tell/tell-administrators.ts';
import type { Mail } from '../../../functions/platform/mailer.ts';
import { newSecretId } from '../../../functions/platform/stamp.ts';
import type { Table } from '../../../functions/platform/table/table.ts';
import { startLedger } from '../../dynamodb.ts';
import { type District, district, publicUrl, readersOf } from './district.ts';
import { type Fate, recordingMailer } from './recording-mailer.ts';

const opened: { close(): void }[] = [];
afterAll(() => {
  for (const ledger of opened) ledger.close();
});

export const start = new Date('2027-03-01T09:00:00.000Z');
export const minutesLater = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

export const openDesk = async (changes: Partial<District> = {}, fateOf?: (mail: Mail, nth: number) => Fate) => {
  const ledger = await startLedger();
  opened.push(ledger);
  const people = district(changes);
  /** Stands between the stores and the table. */
  const faults: { before?: (() => void) | undefined; after?: (() => void) | undefined } = {};
  const table: Table = {
    ...ledger.table,
    async transact(writes) {
      faults.before?.();
      await ledger.table.transact(writes);
      faults.after?.();
    },
  };
  const [claims, suppressions] = [claimStore(table), suppressionStore(table)];
  const post = recordingMailer(fateOf);
  const clock = { now: start };
  const now = () => clock.now;
  const noticeReaders = noticeReaderStore(table);
  const readers = readersOf(people, { digests: noticeReaders, claims });
  const [links, { mailer }] = [linksOf(publicUrl), post];
  const ids = { newId: randomUUID, newSecretId };
  const delivery = { readers, noticeReaders, claims, suppressions, mailer, links, now, ...ids };
  const reminders = reminderStore(ledger.table);
  const collaborators = { ...delivery, reminders, tell: tell(delivery) };
  const reactions = noteSending({ claims, suppressions, now });
  return {
    people,
    collaborators,
    claims,
    suppressions,
    noticeReaders,
    clock,
    faults,
    ledger,
    sent: post.sent,
    to: post.to,
    tell: collaborators.tell,
    settle: settleNotices(collaborators),
    tellAdministrators: tellAdministrators(collaborators),
    sendDigests: sendDigests(collaborators),
    /** Every item of the table. */
    everything: async () => (await ledger.client.send(new ScanCommand({ TableName: ledger.tableName }))).Items ?? [],
    unsettled: () => claims.unsettled(minutesLater(10_000), 1000),
    /** What SES tells of a mail on the default bus. */
    async sesSays(detailType: string, mail: Pick<Mail, 'tags'>, more: Record<string, unknown> = {}) {
      const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
      const reaction = reactions.find((one) => one.detailType === detailType);
      const timestamp = clock.now.toISOString();
      await reaction?.handle({ eventType: 'x', mail: { messageId: 'ses-1', timestamp, tags }, ...more });
    },
  };
};
