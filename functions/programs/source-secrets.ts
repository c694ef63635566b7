/** The secrets that sources sign with: made here, shown once, kept as KMS ciphertext. */
import * as z from 'zod';
import { Slug } from '../../events/ids.ts';
import type { Sealer } from '../platform/seal.ts';
import type { Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';
import { newWebhookSecret } from '../platform/webhook-signature.ts';

const SecretsItem = z.object({
  programId: Slug,
  /** Ciphertexts, the newest first. */
  sealed: z.array(z.string()).min(1).max(2),
  /** How many were ever made. */
  made: z.int().positive(),
});

/** Two verify at a time: a sender changes over to the newest without losing a post. */
const LIVE = 2;

/** For whoever verifies posts. What was opened once is remembered in memory, by its ciphertext. */
export const sourceSecrets = (table: Pick<Table, 'get'>, sealer: Pick<Sealer, 'open'>) => {
  const opened = new Map<string, string>();
  const open = async (sealed: string, context: { programId: string; sourceId: string }) => {
    const known = opened.get(sealed);
    if (known !== undefined) return known;
    const secret = await sealer.open(sealed, context);
    opened.set(sealed, secret);
    return secret;
  };
  return {
    /** The secrets that verify today (`whsec_...`), newest first; none for a source that has none. */
    async live(sourceId: string): Promise<string[]> {
      const item = await table.get(keys.sourceSecrets(sourceId), SecretsItem);
      if (!item) return [];
      return Promise.all(item.sealed.map((sealed) => open(sealed, { programId: item.programId, sourceId })));
    },
  };
};

export type SecretMaker = ReturnType<typeof secretMaker>;

export const secretMaker = (
  table: Pick<Table, 'get' | 'transact'>,
  sealer: Pick<Sealer, 'seal'>,
  { now }: { now: Now },
) => ({
  /** A new secret, readable here and never again. The one before it stays live; one older than that does not. */
  async make(programId: string, sourceId: string): Promise<{ secret: string; previousIsLive: boolean }> {
    const secret = newWebhookSecret();
    const newest = await sealer.seal(secret, { programId, sourceId });
    return decideAgain(async () => {
      const item = await table.get(keys.sourceSecrets(sourceId), SecretsItem);
      const sealed = [newest, ...(item?.sealed ?? [])].slice(0, LIVE);
      const made = (item?.made ?? 0) + 1;
      const guard = item ? { where: 'made = :was', values: { ':was': item.made } } : isNew;
      const key = keys.sourceSecrets(sourceId);
      const state = { programId, sourceId, sealed, made, madeAt: now().toISOString() };
      await table.transact([{ put: { ...key, entity: 'SourceSecrets', ...state }, ...guard }]);
      return { secret, previousIsLive: sealed.length > 1 };
    });
  },
});
