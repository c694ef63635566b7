/** Sealing short secrets with a KMS key, so that the table holds nothing that opens anything. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { orUnavailable } from './kms-outage.ts';

/** What a sealed text belongs to. KMS opens it for exactly this and nothing else; it is not secret, and is logged. */
export type SealContext = Readonly<Record<string, string>>;

export interface Sealer {
  /** At most 4,096 bytes (KMS's limit), sealed, as base64. */
  seal(text: string, context: SealContext): Promise<string>;
  /** What was sealed. Throws for what was altered or sealed for something else. */
  open(sealed: string, context: SealContext): Promise<string>;
}

/** Seals with one symmetric key. Throttles and outages of KMS are `Unavailable`. */
export const kmsSealer = (KeyId: string, client = new KMSClient({})): Sealer => ({
  async seal(text, context) {
    const command = new EncryptCommand({ KeyId, Plaintext: Buffer.from(text), EncryptionContext: { ...context } });
    const { CiphertextBlob } = await client.send(command).catch(orUnavailable);
    return Buffer.from(present(CiphertextBlob)).toString('base64');
  },
  async open(sealed, context) {
    const CiphertextBlob = Buffer.from(sealed, 'base64');
    const command = new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext: { ...context } });
    const { Plaintext } = await client.send(command).catch(orUnavailable);
    return Buffer.from(present(Plaintext)).toString('utf8');
  },
});

const present = (bytes: Uint8Array | undefined): Uint8Array => {
  if (bytes === undefined) throw new Error('KMS answered without bytes.');
  return bytes;
};
