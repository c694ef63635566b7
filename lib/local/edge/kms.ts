import {
  constants,
  createCipheriv,
  createDecipheriv,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import * as z from 'zod';
import { ServiceError } from './answers.ts';
import type { Key, Keys } from './keys.ts';
import { type Operations, readInput } from './operations.ts';

/** KMS takes at most 4,096 bytes, as a RAW message and as a plaintext. */
const rawLimit = 4096;

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const context = z.record(z.string(), z.string()).default({});
const shapes = {
  key: z.object({ KeyId: z.string() }),
  sign: z.object({
    KeyId: z.string(),
    Message: bytes,
    MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
    SigningAlgorithm: z.string(),
  }),
  encrypt: z.object({ KeyId: z.string(), Plaintext: bytes, EncryptionContext: context }),
  decrypt: z.object({ KeyId: z.string().optional(), CiphertextBlob: bytes, EncryptionContext: context }),
};

const read = <Shape extends z.ZodType>(shape: Shape, input: unknown) => readInput(shape, input, 'ValidationException');

function need(keys: Keys, keyId: string): Key {
  const key = keys.find(keyId);
  if (key === undefined) throw new ServiceError('NotFoundException', `Key '${keyId}' does not exist.`);
  return key;
}

function needUsage(key: Key, usage: Key['keyUsage']): void {
  if (key.keyUsage === usage) return;
  throw new ServiceError(
    'InvalidKeyUsageException',
    `${key.arn} is a ${key.keyUsage} key: it cannot be used for ${usage}.`,
  );
}

/** DER of a DigestInfo for SHA-256 up to its 32 bytes: what PKCS #1 v1.5 signs (RFC 8017, section 9.2). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');

interface Algorithm {
  keySpec: Key['keySpec'];
  sign(key: KeyObject, message: Buffer, messageType: 'RAW' | 'DIGEST'): Buffer;
}

const algorithms: Record<string, Algorithm> = {
  // Pure Ed25519 hashes for itself; its prehashed kin (ED25519_PH_SHA_512) is another signature scheme, not played here.
  ED25519_SHA_512: {
    keySpec: 'ECC_NIST_EDWARDS25519',
    sign: (key, message, messageType) => {
      if (messageType === 'RAW') return sign(null, message, key);
      throw new ServiceError('ValidationException', 'ED25519_SHA_512 requires MessageType RAW.');
    },
  },
  RSASSA_PKCS1_V1_5_SHA_256: {
    keySpec: 'RSA_2048',
    sign: (key, message, messageType) => {
      if (messageType === 'RAW') return sign('sha256', message, key);
      if (message.length !== 32) {
        throw new ServiceError(
          'ValidationException',
          'Digest is invalid length for algorithm RSASSA_PKCS1_V1_5_SHA_256.',
        );
      }
      return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([sha256Prefix, message]));
    },
  },
};
const algorithmsOf = (key: Key) => Object.keys(algorithms).filter((name) => algorithms[name]?.keySpec === key.keySpec);

function signMessage(keys: Keys, input: unknown) {
  const asked = read(shapes.sign, input);
  const key = need(keys, asked.KeyId);
  needUsage(key, 'SIGN_VERIFY');
  if (asked.Message.length === 0 || asked.Message.length > rawLimit) {
    throw new ServiceError('ValidationException', `Message must have length between 1 and ${rawLimit} bytes.`);
  }
  const algorithm = Object.hasOwn(algorithms, asked.SigningAlgorithm) ? algorithms[asked.SigningAlgorithm] : undefined;
  if (algorithm?.keySpec !== key.keySpec) {
    const message = `Algorithm ${asked.SigningAlgorithm} is incompatible with key spec ${key.keySpec}.`;
    throw new ServiceError('InvalidKeyUsageException', message);
  }
  const signature = algorithm.sign(keys.material(key.keyId), asked.Message, asked.MessageType);
  return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: asked.SigningAlgorithm };
}

/** The encryption context in one order, whatever order the caller wrote it in. */
const authenticated = (context: Record<string, string>) =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1))));

const idLength = 36;
const nonceLength = 12;
const tagLength = 16;

/** Blob: key id, nonce, tag, ciphertext: as with KMS, the blob itself tells which key opens it. */
function encrypt(keys: Keys, input: unknown) {
  const asked = read(shapes.encrypt, input);
  const key = need(keys, asked.KeyId);
  needUsage(key, 'ENCRYPT_DECRYPT');
  if (asked.Plaintext.length === 0 || asked.Plaintext.length > rawLimit) {
    throw new ServiceError('ValidationException', `Plaintext must have length between 1 and ${rawLimit} bytes.`);
  }
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keys.material(key.keyId), nonce);
  cipher.setAAD(authenticated(asked.EncryptionContext));
  const sealed = Buffer.concat([cipher.update(asked.Plaintext), cipher.final()]);
  const blob = Buffer.concat([Buffer.from(key.keyId), nonce, cipher.getAuthTag(), sealed]);
  return { KeyId: key.arn, CiphertextBlob: blob.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function open(material: KeyObject, sealed: Buffer, context: Record<string, string>): Buffer | undefined {
  if (sealed.length <= nonceLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', material, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(authenticated(context));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function decrypt(keys: Keys, input: unknown) {
  const asked = read(shapes.decrypt, input);
  const key = keys.find(asked.CiphertextBlob.subarray(0, idLength).toString());
  if (asked.KeyId !== undefined && key !== undefined && need(keys, asked.KeyId).keyId !== key.keyId) {
    throw new ServiceError('IncorrectKeyException', 'The ciphertext was made with another key than the one given.');
  }
  const plain =
    key?.keyUsage === 'ENCRYPT_DECRYPT' &&
    open(keys.material(key.keyId), asked.CiphertextBlob.subarray(idLength), asked.EncryptionContext);
  // KMS does not say which it was: a blob that was changed, or another encryption context.
  if (!plain)
    throw new ServiceError('InvalidCiphertextException', 'The ciphertext or its encryption context is not valid.');
  return { KeyId: key?.arn, Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

/** KMS's operations in its AWS JSON 1.1 protocol. */
export const kmsOperations = (keys: Keys): Operations => ({
  Sign: (input) => signMessage(keys, input),
  Encrypt: (input) => encrypt(keys, input),
  Decrypt: (input) => decrypt(keys, input),
  GetPublicKey: (input) => {
    const key = need(keys, read(shapes.key, input).KeyId);
    needUsage(key, 'SIGN_VERIFY');
    return {
      KeyId: key.arn,
      PublicKey: Buffer.from(keys.publicKey(key.keyId)).toString('base64'),
      KeySpec: key.keySpec,
      KeyUsage: key.keyUsage,
      SigningAlgorithms: algorithmsOf(key),
    };
  },
  DescribeKey: (input) => {
    const key = need(keys, read(shapes.key, input).KeyId);
    const algorithms =
      key.keyUsage === 'SIGN_VERIFY'
        ? { SigningAlgorithms: algorithmsOf(key) }
        : { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
    return {
      KeyMetadata: {
        KeyId: key.keyId,
        Arn: key.arn,
        KeySpec: key.keySpec,
        KeyUsage: key.keyUsage,
        KeyState: 'Enabled',
        Enabled: true,
        KeyManager: 'CUSTOMER',
        Origin: 'AWS_KMS',
        ...algorithms,
      },
    };
  },
});
