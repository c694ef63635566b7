import { createHash } from 'node:crypto';
import type { Spread } from '../deliveries/delivery-model.ts';

/** As even as a hash: the first 32 bits of SHA-256. */
export const hashSpread: Spread = (words) => createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
