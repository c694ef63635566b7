import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  SignCommand,
  type SignCommandInput,
} from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { newDataDir, raise } from './stage.ts';

const bytes = (length: number) => new Uint8Array(length).fill(7);

async function withKeys(options: Parameters<typeof raise>[0] = {}) {
  const stage = await raise(options);
  const { keys } = stage.edges;
  const ed25519 = keys.create('IssuerKey', { keySpec: 'ECC_NIST_EDWARDS25519', keyUsage: 'SIGN_VERIFY' });
  const rsa = keys.create('JwtKey', { keySpec: 'RSA_2048', keyUsage: 'SIGN_VERIFY' });
  const secret = keys.create('SecretKey');
  const sign = (input: Partial<SignCommandInput>) =>
    stage.kms.send(
      new SignCommand({
        KeyId: ed25519.arn,
        Message: bytes(64),
        SigningAlgorithm: 'ED25519_SHA_512',
        MessageType: 'RAW',
        ...input,
      }),
    );
  const publicKey = async (KeyId: string) => {
    const { PublicKey } = await stage.kms.send(new GetPublicKeyCommand({ KeyId }));
    return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  };
  return { ...stage, keys, ed25519, rsa, secret, sign, publicKey };
}

describe('KMS', () => {
  it('signs with Ed25519, and its public key verifies it', async () => {
    const { sign, publicKey, ed25519, kms } = await withKeys();
    const { Signature, KeyId } = await sign({});
    expect(KeyId).toBe(ed25519.arn);
    expect(Signature).toHaveLength(64);
    expect(verify(null, bytes(64), await publicKey(ed25519.keyId), Signature ?? bytes(0))).toBe(true);
    const answer = await kms.send(new GetPublicKeyCommand({ KeyId: ed25519.keyId }));
    expect(answer.PublicKey).toHaveLength(44);
    expect(answer).toMatchObject({ KeySpec: 'ECC_NIST_EDWARDS25519', SigningAlgorithms: ['ED25519_SHA_512'] });
  });

  it('takes 4,096 bytes of RAW message and not one more', async () => {
    const { sign } = await withKeys();
    await sign({ Message: bytes(4096) });
    await expect(sign({ Message: bytes(4097) })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('signs RSA PKCS #1 v1.5 from a digest as from the message', async () => {
    const { sign, publicKey, rsa } = await withKeys();
    const message = Buffer.from('header.payload');
    const wanted = { KeyId: rsa.keyId, SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' } as const;
    const digest = createHash('sha256').update(message).digest();
    const ofDigest = await sign({ ...wanted, Message: digest, MessageType: 'DIGEST' });
    const ofMessage = await sign({ ...wanted, Message: message, MessageType: 'RAW' });
    expect(verify('sha256', message, await publicKey(rsa.arn), ofDigest.Signature ?? bytes(0))).toBe(true);
    expect(ofDigest.Signature).toEqual(ofMessage.Signature);
    const short = sign({ ...wanted, Message: bytes(31), MessageType: 'DIGEST' });
    await expect(short).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses what the key is not for', async () => {
    const { sign, rsa, secret, kms, ed25519 } = await withKeys();
    await expect(sign({ MessageType: 'DIGEST' })).rejects.toMatchObject({ name: 'ValidationException' });
    const prehashed = sign({ MessageType: 'DIGEST', SigningAlgorithm: 'ED25519_PH_SHA_512' });
    await expect(prehashed).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(sign({ KeyId: rsa.keyId })).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(sign({ KeyId: secret.keyId })).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(sign({ KeyId: 'nobody' })).rejects.toMatchObject({ name: 'NotFoundException' });
    const sealing = kms.send(new EncryptCommand({ KeyId: ed25519.keyId, Plaintext: bytes(1) }));
    await expect(sealing).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });

  it('opens a ciphertext only under the context it was sealed with', async () => {
    const { kms, secret, keys } = await withKeys();
    keys.alias('alias/accolade', secret.keyId);
    const EncryptionContext = { program: 'p1', purpose: 'webhook' };
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: 'alias/accolade', Plaintext: bytes(10), EncryptionContext }),
    );
    const decrypt = (input: object) => kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...input }));
    const opened = await decrypt({ EncryptionContext: { purpose: 'webhook', program: 'p1' } });
    expect(opened.Plaintext).toEqual(bytes(10));
    expect(opened.KeyId).toBe(secret.arn);
    const refused = { name: 'InvalidCiphertextException' };
    await expect(decrypt({ EncryptionContext: { ...EncryptionContext, program: 'p2' } })).rejects.toMatchObject(
      refused,
    );
    await expect(decrypt({ EncryptionContext: undefined })).rejects.toMatchObject(refused);
    const changed = Uint8Array.from(CiphertextBlob ?? []);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(decrypt({ CiphertextBlob: changed })).rejects.toMatchObject(refused);
    await expect(decrypt({ CiphertextBlob: bytes(3) })).rejects.toMatchObject(refused);
    const other = keys.create('OtherKey');
    await expect(decrypt({ KeyId: other.keyId })).rejects.toMatchObject({ name: 'IncorrectKeyException' });
    const long = kms.send(new EncryptCommand({ KeyId: secret.keyId, Plaintext: bytes(4097) }));
    await expect(long).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('keeps its keys over a restart, for this user alone', async () => {
    const dataDir = newDataDir();
    const before = await withKeys({ dataDir });
    const { Signature } = await before.sign({});
    const { CiphertextBlob } = await before.kms.send(
      new EncryptCommand({ KeyId: before.secret.keyId, Plaintext: bytes(5) }),
    );
    await before.close();
    const after = await withKeys({ dataDir });
    expect(after.ed25519).toEqual(before.ed25519);
    expect((await after.sign({})).Signature).toEqual(Signature);
    expect((await after.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(bytes(5));
    const files = readdirSync(join(dataDir, 'keys'));
    expect(files.map((file) => statSync(join(dataDir, 'keys', file)).mode & 0o777)).toEqual(files.map(() => 0o600));
  });

  it('describes a key, and refuses one it cannot play', async () => {
    const { kms, ed25519, keys } = await withKeys();
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: ed25519.arn }));
    expect(KeyMetadata).toMatchObject({ KeyId: ed25519.keyId, KeyState: 'Enabled', KeyUsage: 'SIGN_VERIFY' });
    const create = (keySpec: string, keyUsage: string) => () => keys.create('New', { keySpec, keyUsage });
    expect(create('ECC_NIST_P256', 'SIGN_VERIFY')).toThrow(expect.objectContaining({ code: 'unsupported-key' }));
    expect(create('RSA_2048', 'ENCRYPT_DECRYPT')).toThrow(expect.objectContaining({ code: 'unsupported-key' }));
    expect(() => keys.create('IssuerKey')).toThrow(expect.objectContaining({ code: 'key-spec-changed' }));
  });
});
