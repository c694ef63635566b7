import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { indexes } from '../functions/platform/table/keys.ts';
import type { May } from './parts/node-function.ts';

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
      // Receipts, claims and sessions only: nothing that a person earned or decided expires.
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

  readonly read: May = (may) => {
    may.environment({ TABLE_NAME: this.table.tableName });
    may.allow(['dynamodb:GetItem', 'dynamodb:Query'], [this.table.tableArn]);
  };

  /** A transaction needs the permissions of its parts. */
  readonly readWrite: May = (may) => {
    this.read(may);
    may.allow(
      ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
      [this.table.tableArn],
    );
  };

  /** May ask one index its question; an index answers nothing but queries. */
  ask(index: keyof typeof indexes): May {
    return (may) => may.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${indexes[index].name}`]);
  }
}
