/** Which keys verifiers find. A key that ever signed stays published, whatever becomes of its name in the configuration. */
import type { PublicKey, Signer } from '../platform/signer.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { CredentialStore } from './store.ts';

interface Publishing {
  credentials: Pick<CredentialStore, 'keptKeys'>;
  signer: Pick<Signer, 'publicKeys'>;
}

interface Keeping {
  credentials: Pick<CredentialStore, 'isKeptKey' | 'keepKey'>;
  signer: Pick<Signer, 'signingKey'>;
}

/** Those that signed once and are configured no more, oldest first; then the configured ones, of which the last signs. */
export const publishedKeys = async ({ credentials, signer }: Publishing): Promise<PublicKey[]> => {
  const [kept, configured] = await Promise.all([credentials.keptKeys(), signer.publicKeys()]);
  return [...new Set([...kept.filter((key) => !configured.includes(key)), ...configured])];
};

/** Keeps the key that signs, once, before anything is signed with it: no credential is ever out without its key. */
export const keepSigningKey = ({ credentials, signer }: Keeping): Promise<void> =>
  decideAgain(async () => {
    const key = await signer.signingKey();
    if (!(await credentials.isKeptKey(key))) await credentials.keepKey(key);
  });
