/** The adapter over KMS's own protocol, spoken by a loopback server that signs with a key of this process. */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kmsSigner, multikeyOf } from '../../../functions/platform/signer.ts';

const keys = { old: generateKeyPairSync('ed25519'), new: generateKeyPairSync('ed25519') };
type Name = keyof typeof keys;
const spki = (name: Name) => keys[name].publicKey.export({ type: 'spki', format: 'der' });

let failing: string | undefined;
const asked: Record<string, unknown>[] = [];
const operations: Record<string, (input: { KeyId: Name; Message: string }) => object> = {
  'TrentService.GetPublicKey': ({ KeyId }) => ({ PublicKey: spki(KeyId).toString('base64') }),
  'TrentService.Sign': ({ KeyId, Message }) => ({
    Signature: sign(null, Buffer.from(Message, 'base64'), keys[KeyId].privateKey).toString('base64'),
  }),
};
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString());
  const operation = operations[String(request.headers['x-amz-target'])];
  asked.push({ operation: request.headers['x-amz-target'], ...input });
  response.writeHead(failing ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(failing ? { __type: failing, message: 'no' } : operation?.(input)));
});

let client: KMSClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new KMSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

describe('the signer over KMS', () => {
  it('publishes every key and signs with the last, over the message itself', async () => {
    const signer = kmsSigner(['old', 'new'], client);
    expect(await signer.publicKeys()).toEqual([multikeyOf(spki('old')), multikeyOf(spki('new'))]);
    expect(await signer.signingKey()).toBe(multikeyOf(spki('new')));
    const message = Buffer.alloc(64, 7);
    expect(verify(null, message, keys.new.publicKey, await signer.sign(message))).toBe(true);
    expect(asked.at(-1)).toMatchObject({ KeyId: 'new', MessageType: 'RAW', SigningAlgorithm: 'ED25519_SHA_512' });
  });

  it('asks for a public key once', async () => {
    const signer = kmsSigner(['old'], client);
    await signer.signingKey();
    const before = asked.length;
    await signer.publicKeys();
    expect(asked).toHaveLength(before);
  });

  it.each(['ThrottlingException', 'KMSInternalException', 'DependencyTimeoutException'])(
    'is unavailable for a while on %s',
    async (name) => {
      failing = name;
      const refused = expect(kmsSigner(['old'], client).sign(Buffer.alloc(64))).rejects;
      await refused.toMatchObject({ name: 'Unavailable', code: 'keys-unavailable', retryAfter: expect.any(Number) });
      failing = undefined;
    },
  );

  it('does not wait for what no wait mends', async () => {
    failing = 'DisabledException';
    await expect(kmsSigner(['old'], client).sign(Buffer.alloc(64))).rejects.toMatchObject({
      name: 'DisabledException',
    });
    failing = undefined;
  });

  it('does not start without a key', () => {
    expect(() => kmsSigner([], client)).toThrow('SIGNING_KEYS');
  });
});
