import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { May } from './parts/node-function.ts';

/**
 * The keys of the issuer, one for each name: all are published, the last signs. They are kept whatever happens to the
 * stack: a deleted key ends nothing that was signed, but nobody could ever sign as this issuer again.
 */
export class Signing extends Construct {
  readonly keys: readonly Key[];

  constructor(scope: Construct, id: string, { names }: { names: readonly string[] }) {
    super(scope, id);
    this.keys = names.map(
      (name) =>
        new Key(this, `Key-${name}`, {
          alias: `alias/${Stack.of(this).stackName}/signing/${name}`,
          description: `Signs the badges of Accolade (${name}). Published for ever: never delete it.`,
          keySpec: KeySpec.ECC_NIST_EDWARDS25519,
          keyUsage: KeyUsage.SIGN_VERIFY,
          removalPolicy: RemovalPolicy.RETAIN,
        }),
    );
  }

  /** May read every public key. */
  readonly publish: May = (may) => {
    may.environment({ SIGNING_KEYS: this.keys.map((key) => key.keyId).join(',') });
    may.allow(
      ['kms:GetPublicKey'],
      this.keys.map((key) => key.keyArn),
    );
  };

  /** May sign with the last key, in the one way that Data Integrity signs. */
  readonly sign: May = (may) => {
    this.publish(may);
    may.allow(
      ['kms:Sign'],
      this.keys.slice(-1).map((key) => key.keyArn),
      {
        StringEquals: { 'kms:SigningAlgorithm': 'ED25519_SHA_512', 'kms:MessageType': 'RAW' },
      },
    );
  };
}
