/**
 * Addresses that take no mail: they bounced for good, or their reader marked a mail of ours as spam. Nothing is sent to them
 * until somebody who answers for the program says that they work again. By their hash alone: the roster has the addresses.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { keys } from '../../platform/table/keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { wins } from '../../platform/table/wins.ts';

/** on-ses-list: SES did not even try, because the address is on the suppression list of its account. */
export const SuppressionReason = z.enum(['bounced', 'complained', 'on-ses-list']);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

const Item = z.object({
  reason: SuppressionReason,
  since: z.iso.datetime(),
  /** It works again, somebody said then. */
  liftedAt: z.iso.datetime().optional(),
});
export type Suppression = Pick<z.infer<typeof Item>, 'reason' | 'since'>;

export type SuppressionStore = ReturnType<typeof suppressionStore>;

/** Mailboxes are compared without regard to case. */
const keyOf = (address: string) =>
  keys.suppression(createHash('sha256').update(address.trim().toLowerCase()).digest('base64url'));

export const suppressionStore = (table: Pick<Table, 'get' | 'transact'>) => {
  const get = async (address: string): Promise<Suppression | undefined> => {
    const found = await table.get(keyOf(address), Item);
    return found && found.liftedAt === undefined ? { reason: found.reason, since: found.since } : undefined;
  };
  return {
    get,

    /** The first address that takes mail, in the order of the roster. */
    async firstOpen(addresses: readonly string[]): Promise<string | undefined> {
      for (const address of addresses) if (!(await get(address))) return address;
      return undefined;
    },

    /**
     * By what became of a mail that was sent at that time. Later news of an earlier mail does not suppress what was lifted
     * meanwhile; the first reason stays, but that a complaint weighs more.
     */
    async suppress(address: string, reason: SuppressionReason, { at, sentAt }: { at: Date; sentAt: Date }) {
      const put = { ...keyOf(address), entity: 'Suppression', reason, since: at.toISOString() };
      const where =
        'attribute_not_exists(pk) OR liftedAt < :sent OR (attribute_not_exists(liftedAt) AND :reason = :complained AND #reason <> :complained)';
      const values = { ':sent': sentAt.toISOString(), ':reason': reason, ':complained': 'complained' };
      await wins(table, { put, where, names: { '#reason': 'reason' }, values });
    },

    /** It works again: also for every other program of this deployment. */
    lift: (address: string, at: Date) =>
      wins(table, {
        key: keyOf(address),
        update: 'SET liftedAt = :at',
        where: 'attribute_exists(pk) AND attribute_not_exists(liftedAt)',
        values: { ':at': at.toISOString() },
      }),
  };
};
