import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { indexes, type Partition, partitions } from '../functions/platform/table/keys.ts';
import type { May, NodeFunction } from './parts/node-function.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table: state and, beside it, the events that tell of it. */
export class Ledger extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { keep }: { keep: boolean }) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Receipts, claims, concerns, sessions and webhook deliveries only: nothing that a person earned or decided expires.
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: Object.values(indexes).map(({ name, pk, sk }) => ({
        indexName: name,
        partitionKey: string(pk),
        sortKey: string(sk),
        projectionType: ProjectionType.ALL,
      })),
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** May read single items. */
  readonly get: May = (may) => this.#allow(may, ['dynamodb:GetItem']);

  /** May read whatever is asked for by its key. */
  readonly read: May = (may) => this.#allow(may, ['dynamodb:GetItem', 'dynamodb:Query']);

  /**
   * May write into partitions of these kinds and no others; a transaction needs the permissions of its parts. Whoever may put
   * an item may as well update it: to tell the two apart would protect nothing.
   */
  write(...kinds: readonly Partition[]): May {
    return (may) => this.#allow(may, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], kinds);
  }

  /** May remove items from partitions of these kinds and no others. */
  remove(...kinds: readonly Partition[]): May {
    return (may) => this.#allow(may, ['dynamodb:DeleteItem'], kinds);
  }

  /** May mark events as relayed. They stand in partitions of every kind that has a history: no condition on the key. */
  readonly markEvents: May = (may) => this.#allow(may, ['dynamodb:UpdateItem']);

  /** May ask one index its question; an index answers nothing but queries. */
  ask(index: keyof typeof indexes): May {
    return (may) => {
      may.environment({ TABLE_NAME: this.table.tableName });
      may.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${indexes[index].name}`]);
    };
  }

  #allow(may: NodeFunction, actions: string[], kinds?: readonly Partition[]): void {
    may.environment({ TABLE_NAME: this.table.tableName });
    const begins = kinds?.map((kind) => `${partitions[kind]}*`);
    const conditions = begins && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': begins } };
    may.allow(actions, [this.table.tableArn], conditions);
  }
}
