/** Which keys verifiers find. A key that ever signed stays published, whatever becomes of its name in the configuration. */
import type { NamedJwk } from '../../open-badges/issuer-identity.ts';
import { type JwtSigner, type RsaKey, thumbprintOf } from '../../platform/jwt-signer.ts';
import type { PublicKey, Signer } from '../../platform/signer.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { CredentialStore } from '../store.ts';

export interface Publishing {
  credentials: Pick<CredentialStore, 'keptKeys' | 'keptJwks'>;
  signer: Pick<Signer, 'publicKeys'>;
  jwtSigner: Pick<JwtSigner, 'publicKeys'>;
}

export interface Keeping {
  credentials: Pick<CredentialStore, 'isKeptKey' | 'keepKey' | 'isKeptJwk' | 'keepJwk'>;
  signer: Pick<Signer, 'signingKey'>;
  jwtSigner: Pick<JwtSigner, 'signingKey'>;
}

/** Those that signed once and are configured no more, oldest first; then the configured ones, of which the last signs. */
export const publishedKeys = async ({ credentials, signer }: Publishing): Promise<PublicKey[]> => {
  const [kept, configured] = await Promise.all([credentials.keptKeys(), signer.publicKeys()]);
  return [...new Set([...kept.filter((key) => !configured.includes(key)), ...configured])];
};

/** As `publishedKeys`, for the keys of JWTs. */
export const publishedJwks = async ({ credentials, jwtSigner }: Publishing): Promise<NamedJwk[]> => {
  const [kept, configured] = (await Promise.all([credentials.keptJwks(), jwtSigner.publicKeys()])).map(named);
  const current = new Set(configured?.map(({ thumbprint }) => thumbprint));
  return [...(kept ?? []).filter(({ thumbprint }) => !current.has(thumbprint)), ...(configured ?? [])];
};

const named = (jwks: readonly RsaKey[]): NamedJwk[] => jwks.map((jwk) => ({ thumbprint: thumbprintOf(jwk), jwk }));

/** Keeps the keys that sign, once, before anything is signed with them: no credential is ever out without its keys. */
export const keepSigningKeys = ({ credentials, signer, jwtSigner }: Keeping): Promise<void> =>
  decideAgain(async () => {
    const [key, jwk] = await Promise.all([signer.signingKey(), jwtSigner.signingKey()]);
    if (!(await credentials.isKeptKey(key))) await credentials.keepKey(key);
    if (!(await credentials.isKeptJwk(jwk))) await credentials.keepJwk(jwk);
  });
