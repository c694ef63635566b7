/** The secrets that deliveries are signed with: sealed for their program and endpoint, opened only where they sign. */
import type { Sealer } from '../../platform/seal.ts';
import type { Endpoint } from './endpoint.ts';
import { live } from './endpoint-model.ts';

type Of = Pick<Endpoint, 'programId' | 'endpointId'>;

const context = ({ programId, endpointId }: Of) => ({ programId, endpointId });

export const sealSecret = (sealer: Pick<Sealer, 'seal'>, secret: string, of: Of): Promise<string> =>
  sealer.seal(secret, context(of));

export type EndpointSecrets = ReturnType<typeof endpointSecrets>;

/** What was opened once is remembered in memory, by its ciphertext. */
export const endpointSecrets = (sealer: Pick<Sealer, 'open'>) => {
  const opened = new Map<string, string>();
  const open = async (sealed: string, of: Of) => {
    const secret = opened.get(sealed) ?? (await sealer.open(sealed, context(of)));
    opened.set(sealed, secret);
    return secret;
  };
  return {
    /** Those that sign today (`whsec_...`), newest first. */
    live: (endpoint: Endpoint, now: Date): Promise<string[]> =>
      Promise.all(live(endpoint, now).map(({ sealed }) => open(sealed, endpoint))),
  };
};
