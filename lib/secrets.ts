import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { May } from './parts/node-function.ts';

/** The key that seals the secrets of webhook sources. What it sealed opens only for the program and source it was sealed for. */
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

  readonly seal: May = (may) => this.#use(may, 'kms:Encrypt');
  readonly open: May = (may) => this.#use(may, 'kms:Decrypt');

  #use(may: Parameters<May>[0], action: string): void {
    may.environment({ SECRETS_KEY_ID: this.key.keyId });
    may.allow([action], [this.key.keyArn], {
      Null: { 'kms:EncryptionContext:programId': 'false', 'kms:EncryptionContext:sourceId': 'false' },
    });
  }
}
