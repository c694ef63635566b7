/** DynamoDB for reminders: when the owner of a program is told next of what waits in quarantine. */
import * as z from 'zod';
import { Slug } from '../../../events/ids.ts';
import { indexes, keys, waitingFor } from '../../platform/table/keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { isNew } from '../../platform/table/transact.ts';
import { wins } from '../../platform/table/wins.ts';

/** There from the first post of a quiet time until a day on which nothing waits any more. */
export const Reminder = z.object({
  programId: Slug,
  dueAt: z.iso.datetime(),
  /** When a post was last heard of. */
  heardAt: z.iso.datetime(),
});
export type Reminder = z.infer<typeof Reminder>;

export type ReminderStore = ReturnType<typeof reminderStore>;

export const reminderStore = (table: Pick<Table, 'get' | 'query' | 'transact'>) => ({
  get: (programId: string) => table.get(keys.ownerReminder(programId), Reminder),

  /** False when one stands there already. */
  begin: (reminder: Reminder) =>
    wins(table, {
      put: {
        ...keys.ownerReminder(reminder.programId),
        entity: 'OwnerReminder',
        ...reminder,
        waitingFor: waitingFor.ownerReminder(),
        waitingSince: reminder.dueAt,
      },
      ...isNew,
    }),
  /** Another post was heard of. False when there is no reminder any more. */
  hear: (programId: string, heardAt: string) =>
    wins(table, {
      key: keys.ownerReminder(programId),
      update: 'SET heardAt = :at',
      where: 'attribute_exists(pk)',
      values: { ':at': heardAt },
    }),
  /** Told: due again then. False when somebody else did this. */
  putOff: ({ programId, dueAt }: Reminder, until: string) =>
    wins(table, {
      key: keys.ownerReminder(programId),
      update: 'SET dueAt = :until, waitingSince = :until',
      where: 'dueAt = :was',
      values: { ':was': dueAt, ':until': until },
    }),
  /** Nothing waits any more. False when a post was heard of meanwhile. */
  end: ({ programId, dueAt, heardAt }: Reminder) =>
    wins(table, {
      key: keys.ownerReminder(programId),
      remove: true,
      where: 'dueAt = :due AND heardAt = :heard',
      values: { ':due': dueAt, ':heard': heardAt },
    }),

  /** Those that are due by then, the longest first. */
  due: (until: Date, limit: number) =>
    table.query(
      { pk: waitingFor.ownerReminder(), index: indexes.waiting, until: until.toISOString(), limit },
      Reminder,
    ),
});
