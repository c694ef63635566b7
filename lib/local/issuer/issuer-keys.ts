import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import * as z from 'zod';
import { codeOf } from '../problem.ts';

const Kept = z.object({ cookieKey: z.string(), privateJwk: z.record(z.string(), z.string()) });

export interface IssuerKeys {
  privateJwk: JWK & { kid: string; kty: string };
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  kid: string;
  cookieKey: string;
}

async function make(): Promise<z.infer<typeof Kept>> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const privateJwk = Kept.shape.privateJwk.parse({ ...jwk, kid, alg: 'RS256', use: 'sig' });
  return { privateJwk, cookieKey: randomBytes(32).toString('base64url') };
}

/** The issuer's signing key, made on the first start and kept in the data folder, readable by its owner alone. */
export async function issuerKeys(dataDir: string): Promise<IssuerKeys> {
  const path = join(dataDir, 'issuer-keys.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    text = JSON.stringify(await make());
    writeFileSync(path, text, { mode: 0o600 });
  }
  const { privateJwk, cookieKey } = Kept.parse(JSON.parse(text));
  const { kid = '', kty = '' } = privateJwk;
  const privateKey = await importJWK({ ...privateJwk, kty }, 'RS256');
  const { n = '', e = '' } = privateJwk;
  const publicKey = await importJWK({ kty, n, e }, 'RS256');
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new Error(`${path} holds no RSA key`);
  return { privateJwk: { ...privateJwk, kid, kty }, privateKey, publicKey, kid, cookieKey };
}
