import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { May, NodeFunction } from './parts/node-function.ts';

/** What a secret belongs to, beside its program: KMS opens it for exactly this. */
type Owner = 'sourceId' | 'endpointId';

/** The key that seals the secrets of webhooks, in and out. What it sealed opens only for whom it was sealed. */
export class Secrets extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { keep }: { keep: boolean }) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: `alias/${Stack.of(this).stackName}/secrets`,
      description: 'Seals the webhook secrets that Accolade keeps in its table.',
      enableKeyRotation: true,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  seal(owner: Owner): May {
    return (may) => this.#use(may, 'kms:Encrypt', owner);
  }

  open(owner: Owner): May {
    return (may) => this.#use(may, 'kms:Decrypt', owner);
  }

  #use(may: NodeFunction, action: string, owner: Owner): void {
    may.environment({ SECRETS_KEY_ID: this.key.keyId });
    may.allow([action], [this.key.keyArn], {
      Null: { 'kms:EncryptionContext:programId': 'false', [`kms:EncryptionContext:${owner}`]: 'false' },
    });
  }
}
