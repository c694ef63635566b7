/** The public keys of senders who sign with keys of their own, by the address where they publish them (a JWK Set, RFC 7517). */
import { type CryptoKey, importJWK } from 'jose';
import * as z from 'zod';
import { Unavailable } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import type { GuardedFetch } from '../../platform/outbound/guarded-fetch.ts';
import type { Now } from '../../platform/stamp.ts';

export interface KeySets {
  /**
   * The key of that id for RS256; undefined if those who publish have none. Throws `Unavailable` (`keys-unreachable`) if that cannot
   * be known now: the sender tries again.
   */
  find(address: string, keyId: string): Promise<CryptoKey | undefined>;
}

interface KeySet {
  keys: ReadonlyMap<string, CryptoKey>;
  readAt: number;
  askedAt: number;
  answered: boolean;
}

/** Whoever sends strange key ids makes us ask once in this time, and no more. */
const ASK_AGAIN_MS = 60_000;

/** A key that its owner has withdrawn ends after this time, or later, while nobody answers. */
const FRESH_MS = 24 * 3_600_000;

const JwkSet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().max(256), kty: z.string(), n: z.string().optional() })).max(50),
});

/** Remembered in memory: each environment of the function asks for itself. */
export const keySets = ({ fetch, now }: { fetch: GuardedFetch; now: Now }): KeySets => {
  const sets = new Map<string, KeySet>();
  const asking = new Map<string, Promise<KeySet>>();
  const ask = async (address: string): Promise<KeySet> => {
    const askedAt = now().getTime();
    const keys = await readKeys(fetch, address);
    const before = sets.get(address);
    const lost = { keys: before?.keys ?? new Map(), readAt: before?.readAt ?? 0, askedAt, answered: false };
    const set = keys ? { keys, readAt: askedAt, askedAt, answered: true } : lost;
    sets.set(address, set);
    return set;
  };
  const askOnceAtATime = (address: string) => {
    const asked = asking.get(address) ?? ask(address).finally(() => asking.delete(address));
    asking.set(address, asked);
    return asked;
  };
  return {
    async find(address, keyId) {
      const known = sets.get(address);
      const time = now().getTime();
      const wanting = !known?.keys.has(keyId) || time - known.readAt > FRESH_MS;
      const set = wanting && time - (known?.askedAt ?? 0) >= ASK_AGAIN_MS ? await askOnceAtATime(address) : known;
      const key = set?.keys.get(keyId);
      if (key || set?.answered) return key;
      throw new Unavailable('keys-unreachable', {
        message: 'The keys of the sender cannot be read now. Send it again later.',
        retryAfter: ASK_AGAIN_MS / 1000,
      });
    },
  };
};

/** The RSA keys that are published there; undefined if nothing could be read. */
const readKeys = async (fetch: GuardedFetch, address: string): Promise<Map<string, CryptoKey> | undefined> => {
  const answer = await fetch(address, { accept: 'application/json', spend: () => true });
  const set = answer.ok && answer.status === 200 ? JwkSet.safeParse(jsonOf(answer.body)).data : undefined;
  if (!set) {
    log.warn('keys-unreachable', { why: answer.ok ? `status-${answer.status}` : answer.why });
    return undefined;
  }
  const rsa = set.keys.filter(({ kty, n }) => kty === 'RSA' && n !== undefined);
  const imported = rsa.map(async (jwk) => [jwk.kid, await importJWK(jwk, 'RS256')] as const);
  const keys = (await Promise.allSettled(imported)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return new Map(keys.flatMap(([id, key]) => (key instanceof Uint8Array ? [] : [[id, key] as const])));
};

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};
