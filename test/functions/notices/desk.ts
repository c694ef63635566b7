/** Everything a notice passes through, on the real table engine, with a clock that a test moves. */
import { afterAll } from 'vitest';
import { linksOf } from '../../../functions/notices/links.ts';
import { noteSending } from '../../../functions/notices/note-sending.ts';
import { reminderStore } from '../../../functions/notices/reminder-store.ts';
import { settleNotices } from '../../../functions/notices/settle-notices.ts';
import { claimStore } from '../../../functions/notices/store.ts';
import { tell } from '../../../functions/notices/tell.ts';
import type { Mail } from '../../../functions/platform/mailer.ts';
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
  const claims = claimStore(ledger.table);
  const post = recordingMailer(fateOf);
  const clock = { now: start };
  const now = () => clock.now;
  const delivery = { readers: readersOf(people), claims, mailer: post.mailer, links: linksOf(publicUrl), now };
  const reminders = reminderStore(ledger.table);
  const collaborators = { ...delivery, reminders, tell: tell(delivery) };
  const reactions = noteSending({ claims, now });
  return {
    people,
    collaborators,
    claims,
    clock,
    ledger,
    sent: post.sent,
    to: post.to,
    tell: collaborators.tell,
    settle: settleNotices(collaborators),
    unsettled: () => claims.unsettled(minutesLater(10_000), 1000),
    /** What SES tells of a mail on the default bus. */
    async sesSays(detailType: string, mail: Pick<Mail, 'tags'>, more: Record<string, unknown> = {}) {
      const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
      const reaction = reactions.find((one) => one.detailType === detailType);
      await reaction?.handle({ eventType: 'x', mail: { messageId: 'ses-1', tags }, ...more });
    },
  };
};
