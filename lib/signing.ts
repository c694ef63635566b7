import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { May, NodeFunction } from './parts/node-function.ts';

/** What the keys of one name are: the one for Data Integrity proofs, and the one for JWTs. */
const SPECS = {
  proofs: { id: 'Key', alias: 'signing', keySpec: KeySpec.ECC_NIST_EDWARDS25519, signs: 'badges' },
  jwts: { id: 'JwtKey', alias: 'jwt-signing', keySpec: KeySpec.RSA_2048, signs: 'badges as JWTs' },
};

/**
 * The keys of the issuer, two for each name: all are published, the last of each kind signs. They are kept whatever happens to the
 * stack: a deleted key ends nothing that was signed, but nobody could ever sign as this issuer again.
 */
export class Signing extends Construct {
  readonly #proofs: readonly Key[];
  readonly #jwts: readonly Key[];

  constructor(scope: Construct, id: string, { names }: { names: readonly string[] }) {
    super(scope, id);
    this.#proofs = names.map((name) => this.#key(name, SPECS.proofs));
    this.#jwts = names.map((name) => this.#key(name, SPECS.jwts));
  }

  /** May read every public key. */
  readonly publish: May = (may) => {
    const all = { SIGNING_KEYS: this.#proofs, JWT_SIGNING_KEYS: this.#jwts };
    for (const [variable, keys] of Object.entries(all)) {
      may.environment({ [variable]: keys.map((key) => key.keyId).join(',') });
    }
    may.allow(
      ['kms:GetPublicKey'],
      [...this.#proofs, ...this.#jwts].map((key) => key.keyArn),
    );
  };

  /** May sign with the last key of each kind, in the one way that its proofs are signed. */
  readonly sign: May = (may) => {
    this.publish(may);
    allowSigning(may, this.#proofs, 'ED25519_SHA_512', 'RAW');
    allowSigning(may, this.#jwts, 'RSASSA_PKCS1_V1_5_SHA_256', 'DIGEST');
  };

  #key(name: string, { id, alias, keySpec, signs }: (typeof SPECS)[keyof typeof SPECS]): Key {
    return new Key(this, `${id}-${name}`, {
      alias: `alias/${Stack.of(this).stackName}/${alias}/${name}`,
      description: `Signs the ${signs} of Accolade (${name}). Published for ever: never delete it.`,
      keySpec,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

const allowSigning = (may: NodeFunction, keys: readonly Key[], algorithm: string, messageType: string) =>
  may.allow(
    ['kms:Sign'],
    keys.slice(-1).map((key) => key.keyArn),
    { StringEquals: { 'kms:SigningAlgorithm': algorithm, 'kms:MessageType': messageType } },
  );
