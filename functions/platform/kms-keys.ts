/** Signing keys that never leave KMS: the public half of each, and signatures by the last. */
import { GetPublicKeyCommand, KMSClient, SignCommand, type SignCommandInput } from '@aws-sdk/client-kms';
import { orUnavailable } from './kms-outage.ts';

export interface KmsKeys<PublicKey> {
  /** Every key that is configured, oldest first. */
  publicKeys(): Promise<readonly PublicKey[]>;
  /** The key that signs: the last. */
  signingKey(): Promise<PublicKey>;
  /** Throttles and outages of KMS are `Unavailable`. */
  sign(request: Omit<SignCommandInput, 'KeyId'>): Promise<Uint8Array>;
}

/** `variable` names the environment variable that the ids come from; `read` makes a public key of its SubjectPublicKeyInfo (DER). */
export const kmsKeys = <PublicKey>(
  variable: string,
  keyIds: readonly string[],
  read: (spki: Uint8Array) => PublicKey,
  client = new KMSClient({}),
): KmsKeys<PublicKey> => {
  const signing = keyIds.at(-1);
  if (signing === undefined) throw new Error(`${variable} names no key: the stack names at least one.`);
  const known = new Map<string, PublicKey>();
  const publicKey = async (KeyId: string): Promise<PublicKey> => {
    const found = known.get(KeyId);
    if (found) return found;
    const answer = await client.send(new GetPublicKeyCommand({ KeyId })).catch(orUnavailable);
    if (!answer.PublicKey) throw new Error('KMS answered without a public key.');
    const key = read(answer.PublicKey);
    known.set(KeyId, key);
    return key;
  };
  return {
    publicKeys: () => Promise.all(keyIds.map(publicKey)),
    signingKey: () => publicKey(signing),
    async sign(request) {
      const { Signature } = await client.send(new SignCommand({ ...request, KeyId: signing })).catch(orUnavailable);
      if (!Signature) throw new Error('KMS answered without a signature.');
      return Signature;
    },
  };
};
