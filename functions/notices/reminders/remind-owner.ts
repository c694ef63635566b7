/**
 * The owner hears once a day of what waits in quarantine: of the first post of a quiet time at once, of all others a day after
 * the mail before. A reminder stands in the table from that first post on; whoever finds it due tells, the day being the
 * occasion, and puts it off by a day. It ends when nothing waits.
 */
import type { IntakeReader } from '../../intake/read.ts';
import { Unavailable } from '../../platform/errors.ts';
import type { Now } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import { Stale } from '../../platform/table/transact.ts';
import type { Tell } from '../tell/tell.ts';
import type { Reminder, ReminderStore } from './reminder-store.ts';

export interface Reminding {
  tell: Tell;
  reminders: ReminderStore;
  readers: { intake: Pick<IntakeReader, 'quarantined' | 'tally'> };
  now: Now;
}

const DAY_MS = 86_400_000;
/** An index lags, by far less than this: what was heard of in the last minutes may wait and not be counted. */
const LAG_MS = 15 * 60_000;

/** A post was quarantined at `time`. Throws `Unavailable` where it waits and the index does not show it yet. */
export const remindOfPost = async (
  reminding: Reminding,
  { programId, receiptId, time }: { programId: string; receiptId: string; time: string },
): Promise<void> => {
  const { reminders, readers } = reminding;
  const post = await readers.intake.quarantined(programId, receiptId);
  if (post?.state !== 'waiting') return;
  const now = reminding.now();
  const heardAt = now.toISOString();
  await decideAgain(async () => {
    if (await reminders.begin({ programId, dueAt: time, heardAt })) return;
    if (!(await reminders.hear(programId, heardAt))) throw new Stale();
  });
  const reminder = await reminders.get(programId);
  if (!reminder || Date.parse(reminder.dueAt) > now.getTime()) return;
  if (!(await remind(reminding, reminder, now))) {
    throw new Unavailable('quarantine-not-shown', { message: 'A post waits that the index does not show yet.' });
  }
};

/** Tells of what waits, or ends the reminder. False when it is too early to say that nothing waits. */
export const remind = async (
  { tell, reminders, readers }: Pick<Reminding, 'tell' | 'reminders' | 'readers'>,
  reminder: Reminder,
  now: Date,
): Promise<boolean> => {
  const { programId, dueAt, heardAt } = reminder;
  const { total } = await readers.intake.tally(programId);
  if (total === 0) {
    if (now.getTime() - Date.parse(heardAt) < LAG_MS) return false;
    await reminders.end(reminder);
    return true;
  }
  await tell({ kind: 'posts-waiting', programId, day: dueAt.slice(0, 10) });
  await reminders.putOff(reminder, nextDue(dueAt, now));
  return true;
};

/** The same time of day, on the first day that is still to come. */
const nextDue = (dueAt: string, now: Date): string => {
  const due = Date.parse(dueAt);
  const days = Math.max(1, Math.floor((now.getTime() - due) / DAY_MS) + 1);
  return new Date(due + days * DAY_MS).toISOString();
};
