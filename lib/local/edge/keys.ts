import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';

export type KeySpec = 'ECC_NIST_EDWARDS25519' | 'RSA_2048' | 'SYMMETRIC_DEFAULT';
export type KeyUsage = 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT';

export interface Key {
  keyId: string;
  arn: string;
  logicalId: string;
  keySpec: KeySpec;
  keyUsage: KeyUsage;
}

export interface Keys {
  /** The key of that logical id, made on first use and kept. Throws `unsupported-key` for a spec or usage not listed. */
  create(logicalId: string, options?: { keySpec?: string; keyUsage?: string }): Key;
  /** `aliasName` begins with `alias/`. */
  alias(aliasName: string, keyId: string): void;
  /** By key id, ARN, alias name or alias ARN. */
  find(keyId: string): Key | undefined;
  /** SubjectPublicKeyInfo (DER) of a signing key. */
  publicKey(keyId: string): Uint8Array;
  /** What the key is made of, for the wire side alone (kms.ts). */
  material(keyId: string): KeyObject;
}

const usages: Record<KeySpec, KeyUsage> = {
  ECC_NIST_EDWARDS25519: 'SIGN_VERIFY',
  RSA_2048: 'SIGN_VERIFY',
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
};
const isKeySpec = (spec: string): spec is KeySpec => Object.hasOwn(usages, spec);

/** A key at rest: PKCS #8 DER, or the 32 bytes of a symmetric key, in base64. */
const keyFile = z.object({
  keyId: z.string(),
  logicalId: z.string(),
  keySpec: z.enum(['ECC_NIST_EDWARDS25519', 'RSA_2048', 'SYMMETRIC_DEFAULT']),
  material: z.string(),
});
type KeyFile = z.infer<typeof keyFile>;

function newMaterial(keySpec: KeySpec): Buffer {
  if (keySpec === 'SYMMETRIC_DEFAULT') return randomBytes(32);
  const { privateKey } =
    keySpec === 'RSA_2048' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

function toKeyObject({ keySpec, material }: KeyFile): KeyObject {
  const bytes = Buffer.from(material, 'base64');
  return keySpec === 'SYMMETRIC_DEFAULT'
    ? createSecretKey(bytes)
    : createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
}

function keepIn(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    readAll: (): KeyFile[] =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => keyFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))),
    // Written beside and renamed: a kill leaves no half key behind.
    write: (file: KeyFile) => {
      const path = join(folder, `${file.logicalId}.json`);
      if (existsSync(path))
        throw new LocalProblem('key-exists', `${path} is another key.`, 'Move it away: a key is never written over.');
      writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

/** The keys at hand, and the names they go by. */
function openKeyRing(files: KeyFile[], arnOf: (keyId: string) => string) {
  const known = new Map<string, { key: Key; material: KeyObject }>();
  const aliases = new Map<string, string>();
  const learn = (file: KeyFile): Key => {
    const { keyId, logicalId, keySpec } = file;
    const key = { keyId, arn: arnOf(keyId), logicalId, keySpec, keyUsage: usages[keySpec] };
    known.set(keyId, { key, material: toKeyObject(file) });
    return key;
  };
  for (const file of files) learn(file);
  const lookUp = (keyId: string) => {
    const resource = keyId.startsWith('arn:') ? keyId.slice(keyId.lastIndexOf(':') + 1) : keyId;
    return known.get(aliases.get(resource) ?? resource.replace(/^key\//, ''));
  };
  return {
    learn,
    lookUp,
    need: (keyId: string) => {
      const found = lookUp(keyId);
      if (found === undefined) throw new ServiceError('NotFoundException', `Key '${keyId}' does not exist.`);
      return found;
    },
    alias: (aliasName: string, keyId: string) => void aliases.set(aliasName, keyId),
    ofLogicalId: (logicalId: string) => [...known.values()].find(({ key }) => key.logicalId === logicalId)?.key,
  };
}

/** KMS keys, kept in `<dataDir>/keys` (0600): a restart signs with the same key. */
export function openKeys(dataDir: string, place: { region: string; accountId: string }): Keys {
  const files = keepIn(join(dataDir, 'keys'));
  const ring = openKeyRing(files.readAll(), (keyId) => `arn:aws:kms:${place.region}:${place.accountId}:key/${keyId}`);
  return {
    create: (logicalId, { keySpec = 'SYMMETRIC_DEFAULT', keyUsage } = {}) => {
      if (!isKeySpec(keySpec) || (keyUsage ?? usages[keySpec]) !== usages[keySpec]) {
        const what = `${logicalId}: ${keySpec} for ${keyUsage ?? 'its usage'} is not played here.`;
        throw new LocalProblem('unsupported-key', what, `Known: ${Object.keys(usages).join(', ')}.`);
      }
      const existing = ring.ofLogicalId(logicalId);
      if (existing?.keySpec === keySpec) return existing;
      if (existing !== undefined) {
        const what = `${logicalId} is kept as ${existing.keySpec}, and KMS cannot change a key's spec.`;
        throw new LocalProblem(
          'key-spec-changed',
          what,
          'Use a new data folder, or another logical id for the new key.',
        );
      }
      const file = { keyId: randomUUID(), logicalId, keySpec, material: newMaterial(keySpec).toString('base64') };
      files.write(file);
      return ring.learn(file);
    },
    alias: (aliasName, keyId) => ring.alias(aliasName, ring.need(keyId).key.keyId),
    find: (keyId) => ring.lookUp(keyId)?.key,
    publicKey: (keyId) => createPublicKey(ring.need(keyId).material).export({ type: 'spki', format: 'der' }),
    material: (keyId) => ring.need(keyId).material,
  };
}
